"""What a person may ask about their own data, and how far it has come."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RightsKind(models.TextChoices):
    ACCESS = "access", _("A copy of my file")
    CORRECTION = "correction", _("A correction of my file")
    ERASURE = "erasure", _("The erasure of my file")


class RightsStatus(models.TextChoices):
    RECEIVED = "received", _("Received")
    IN_PROGRESS = "in_progress", _("Being done")
    DONE = "done", _("Done")
    REFUSED = "refused", _("Refused with a reason")
    TAKEN_BACK = "taken_back", _("Taken back")


OPEN = (RightsStatus.RECEIVED, RightsStatus.IN_PROGRESS)
ENDED = (RightsStatus.DONE, RightsStatus.REFUSED, RightsStatus.TAKEN_BACK)
ONE_AT_A_TIME = (RightsKind.ACCESS, RightsKind.ERASURE)


class Seen(models.TextChoices):
    """What a colleague saw of a person: the action of the audit row that says so."""

    REQUEST = "person.viewed", _("Opened your file or your request")
    PAPER = "person.paper_opened", _("Opened one of your papers")
    REVEALED = "person.revealed", _("Saw a masked detail in full, with a written reason")
    RIGHTS = "person.rights_opened", _("Opened your request about your data")
