"""Why two files may be of one person."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Likeness(models.TextChoices):
    """What two files share, the strongest first."""

    IDENTITY = "identity", _("Same identity number")
    BIRTH = "birth", _("Same birth date")
    NAME = "name", _("Same name")
    SOUND = "sound", _("Names that sound alike")
    IBAN = "iban", _("Same bank account")
    HOUSEHOLD = "household", _("Same member of the household")
    MOBILE = "mobile", _("Same mobile number")
