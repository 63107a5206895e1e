"""Why a colleague needs to read a hidden value."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class WhyShown(models.TextChoices):
    MATCHING = "matching", _("To compare it with the original")
    SERVING = "serving", _("To serve the person now")
    REACHING = "reaching", _("To reach the person")
    OFFICIAL = "official", _("An authority asks for it by law")
    OTHER = "other", _("Something else")
