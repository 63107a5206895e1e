"""What staff's working papers can say."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Way(models.TextChoices):
    """Who began the contact."""

    IN = "in", pgettext_lazy("contact", "Came to us")
    OUT = "out", pgettext_lazy("contact", "We began it")


class Courtesy(models.TextChoices):
    """How a person is received (R33): what reception ticks while receiving."""

    GREETED = "greeted", _("I greeted the person by name and offered a seat.")
    PRIVATE = "private", _("We talked where nobody else hears.")
    LANGUAGE = "language", _("I asked for the language, and for an interpreter where one is needed.")
    EXPLAINED = "explained", _("I explained the steps, the papers and the times in plain words.")
    QUESTIONS = "questions", _("I answered every question, or noted it to be answered.")
    TIME = "time", _("I gave the time that was needed, without haste.")
    NEXT = "next", _("I told what happens next and how to follow it.")


class Recommendation(models.TextChoices):
    """What the social researcher recommends to the committee (R29, R40)."""

    SUPPORT = "support", _("Support as requested")
    PART = "part", _("Support in part")
    OTHER = "other", pgettext_lazy("recommendation", "Another kind of support")
    DECLINE = "decline", _("Decline with an apology")
