"""Choices that the association makes about its own work."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class TwoWeekReading(TextChoices):
    """How the policy's two weeks are read (R41): the shortest wait, or the longest."""

    MINIMUM = "minimum", _("The shortest wait: no reply is promised before it")
    MAXIMUM = "maximum", _("The longest wait: the reply comes within it")


class Occasion(TextChoices):
    """Why a holiday is one. A known occasion has its name in every language of the site."""

    FOUNDING_DAY = "founding_day", _("Founding Day")
    EID_AL_FITR = "eid_al_fitr", _("Eid al-Fitr")
    ARAFAH = "arafah", _("Day of Arafah")
    EID_AL_ADHA = "eid_al_adha", _("Eid al-Adha")
    NATIONAL_DAY = "national_day", _("National Day")
    OTHER = "other", _("Another occasion")
