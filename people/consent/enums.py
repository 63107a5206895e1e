"""To what someone agrees, and how."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Purpose(models.TextChoices):
    """Each purpose is agreed to by itself; the texts stand in `Agreement`."""

    PROCESSING = "processing", _("Using your file to serve you")
    CONTACT = "contact", _("Calls and messages about services")
    VISIT = "visit", _("A home visit and pictures of papers")
    SHARING = "sharing", _("Passing your data to a partner")
    STORY = "story", _("Telling your story without your name")
    DECLARATION = "declaration", _("The declaration in a request")
    VOLUNTEER_CHARTER = "charter", _("The charter of volunteers")


# What a person gives and withdraws on their own page. The declaration is signed in each request, the charter by
# whoever volunteers.
ON_PAGE = (Purpose.PROCESSING, Purpose.CONTACT, Purpose.VISIT, Purpose.SHARING, Purpose.STORY)


class Method(models.TextChoices):
    """How somebody agreed."""

    ONLINE = "online", _("On the site")
    PAPER = "paper", _("By a signed paper")
    SPOKEN = "spoken", _("By word, before two colleagues")
    GUARDIAN = "guardian", _("By the guardian")


class GuardianRelation(models.TextChoices):
    """What a guardian is to the child."""

    FATHER = "father", _("Father")
    MOTHER = "mother", _("Mother")
    GRANDFATHER = "grandfather", _("Grandfather")
    BROTHER = "brother", _("Grown-up brother")
    APPOINTED = "appointed", _("Guardian appointed by a court")
