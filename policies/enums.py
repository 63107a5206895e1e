"""The closed lists of the policy library."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class SectionKind(models.TextChoices):
    """What a section of a policy holds."""

    PREAMBLE = "preamble", _("Preamble")
    TEXT = "text", _("Text")
    GOAL = "goal", _("General goal")
    OBJECTIVES = "objectives", _("Objectives")
    CHANNELS = "channels", _("Channels")
    TOOLS = "tools", _("Tools")
    LIST = "list", _("List")
    STEPS = "steps", _("Steps")
    APPROVAL = "approval", _("Approval")


class Party(models.TextChoices):
    """Whom a policy concerns (R1)."""

    BENEFICIARY = "beneficiary", _("Beneficiaries")
    SUPPORTER = "supporter", _("Supporters")
    VOLUNTEER = "volunteer", _("Volunteers")
    STAFF = "staff", _("Staff")
