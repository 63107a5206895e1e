"""The roles of staff. A person has none: being signed in is enough for one's own affairs."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """One desk each; a Wagtail group stands for every role (`accounts.models.RoleGroup`)."""

    RECEPTION = "reception", _("Beneficiary relations officer")
    RESEARCHER = "researcher", _("Social researcher")
    COMMITTEE = "committee", _("Committee member")
    CHAIR = "chair", _("Committee chair")
    PROVIDER = "provider", _("Service provider")
    DELEGATE = "delegate", _("Branch delegate")
    VOLUNTEER_COORDINATOR = "volunteer_coordinator", _("Volunteer coordinator")
    QUALITY = "quality", _("Quality officer")
    MANAGER = "manager", _("Manager")
    EDITOR = "editor", _("Editor")
    PUBLISHER = "publisher", _("Publisher")
