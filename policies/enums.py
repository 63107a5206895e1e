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


class ToolKind(models.TextChoices):
    """What a paper of the staff toolbox is (R28 to R31)."""

    BYLAWS = "bylaws", _("Bylaws")
    RESEARCH = "research", _("Social-research guide")
    SUPPORT = "support", _("Support-policy guide")
    FORM = "form", _("Request form")
    OTHER = "other", _("Other")


class ToolStep(models.TextChoices):
    """The step of a request at which a paper is needed."""

    ANY = "", _("Every step")
    RECEPTION = "reception", _("Reception and matching")
    RESEARCH = "research", _("Social research")
    COMMITTEE = "committee", _("Committee")
