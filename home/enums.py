"""Choices of those who edit the front pages."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class FooterColumn(TextChoices):
    """A column at the foot of every page; columns stand in this order."""

    ASSOCIATION = "association", _("The association")
    POLICIES = "policies", _("Policies")
    VOICE = "voice", _("We listen to you")


class Period(TextChoices):
    """A number of the association's settings that a promise may name: the page shows the setting, never a typed copy.

    The values are names of fields of `office.models.OfficeSettings`.
    """

    VERIFY = "verify_days", _("Matching of data and papers")
    REFERRAL = "referral_days", _("Reply to a request for explanation")
    RESEARCH = "research_days", _("Social research")
    REPLY = "target_max_days", _("Target for the reply")
    DELIVERY = "delivery_days", _("Delivery of the service")
    OBJECTION = "objection_days", _("Objection to a decision")
    INQUIRY = "inquiry_days", _("Reply to an inquiry")
    SUGGESTION = "suggestion_days", _("Reply to a suggestion")
    ACKNOWLEDGE = "complaint_acknowledge_days", _("Acknowledgement of a complaint")
    RESOLVE = "complaint_resolve_days", _("Settlement of a complaint")
    ESCALATION = "complaint_escalation_days", _("Settlement after escalation")
    REOPEN = "reopen_days", _("Reopening after a reply")


# Every other period counts working days.
CALENDAR_PERIODS = frozenset({Period.REPLY, Period.OBJECTION})
