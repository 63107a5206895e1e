"""Kinds of identity papers (domain: new Muslims and visitors may hold a passport or border number)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class IdentityKind(models.TextChoices):
    NATIONAL = "national", _("National identity")
    RESIDENT = "resident", _("Resident identity (iqama)")
    PASSPORT = "passport", _("Passport")
    BORDER = "border", _("Border number")
    NONE = "none", _("I have none at present")
