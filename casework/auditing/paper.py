"""The history of a case on paper: who did what and when. Answers and findings stay in the case."""

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.models import User
from applications.models import Application
from audit.models import AuditEvent
from content import typeset
from people.rights.copy import TEMPLATE, pieces
from people.rights.words import worded

Pairs = Iterable[tuple[str, Any]]


def paper_of(case: Application) -> bytes:
    """A tagged PDF in Arabic. Raises typeset.NotTypeset."""
    with translation.override(settings.LANGUAGE_CODE):
        return typeset.pdf(TEMPLATE, as_data(case))


def as_data(case: Application) -> dict[str, Any]:
    """What the template of a file reads, in words."""
    sections = [
        (_("Request"), [_case(case)]),
        (_("Declarations"), [_declaration(row) for row in case.declarations.select_related("signed_by")]),
        (_("Papers"), [_paper(row, case) for row in case.papers.select_related("matched_by")]),
        (_("Studies"), [_study(row) for row in case.studies.select_related("researcher")]),
        (_("Decision"), [_decision(case.decision)] if hasattr(case, "decision") else []),
        (_("History"), [_event(row) for row in case.events.select_related("by")]),
        (_("Audit trail"), [_act(row) for row in AuditEvent.objects.about(case).select_related("by")]),
    ]
    return {
        "title": _("History of a request"),
        "association": str(settings.WAGTAIL_SITE_NAME),
        "made": pieces(worded(timezone.now())),
        "reference": case.reference,
        "made_label": _("Made on"),
        "reference_label": _("Number"),
        "sections": [{"title": title, "rows": [_row(row) for row in rows]} for title, rows in sections if rows],
        "end": _("For an audit. Whoever took this file away is named in the trail."),
    }


def _row(pairs: Pairs) -> list[dict[str, Any]]:
    said = [(label, value if isinstance(value, str) else worded(value)) for label, value in pairs if value]
    return [{"label": label, "value": pieces(text)} for label, text in said if text]


def _who(user: User | None) -> str:
    return (user.get_full_name() or user.reference) if user else ""


def _case(case: Application) -> Pairs:
    return [
        (_("Service"), case.form["service_title"]),
        (_("Person"), f"{case.person.full_name} {case.person.reference}"),
        (_("Channel"), case.get_channel_display()),
        (_("Branch"), str(case.branch or "")),
        (_("Entered by"), _who(case.entered_by)),
        (_("Interpreter wanted"), case.get_interpreter_display()),
        (_("Status"), str(case.get_status_display())),
        (_("Received on"), case.submitted_at),
        (_("Sent to the committee on"), case.committee_at),
        (_("Ended on"), case.ended_at),
        (_("Assigned to"), _who(case.assigned_to)),
    ]


def _declaration(row: Any) -> Pairs:
    return [
        (_("Signed on"), row.signed_at),
        (_("How it was signed"), row.get_method_display()),
        (_("By"), _("the person")),
        (_("Witnessed by"), _who(row.witnessed_by)),
        (_("Version of the text"), row.text_version),
        (_("Fingerprint of the answers"), row.answers_hash),
        (_("Voided on"), row.voided_at),
    ]


def _paper(row: Any, case: Application) -> Pairs:
    names = {each["key"]: each["name"] for each in case.form["papers"]}
    return [
        (_("Paper"), names.get(row.key, row.key)),
        (_("Matched on"), row.matched_at),
        (_("By"), _who(row.matched_by)),
        (_("What is wrong"), row.problem),
    ]


def _study(row: Any) -> Pairs:
    return [
        (_("Researcher"), _who(row.researcher)),
        (_("Met on"), row.met_on),
        (_("Recommendation"), row.get_recommendation_display()),
        (_("Signed on"), row.signed_at or _("Not signed")),
    ]


def _decision(row: Any) -> Pairs:
    return [
        (_("Decision"), _("Accepted") if row.is_accepted else _("Declined")),
        (_("Reason"), row.get_reason_code_display()),
        (_("Words to the person"), row.reason),
        (_("Why before the two weeks"), row.early_reason),
        (_("Matched by"), _who(row.verified_by)),
        (_("Recommended by"), _who(row.recommended_by)),
        (_("Referred by"), _who(row.referred_by)),
        (_("Decided by"), _who(row.decided_by)),
        (_("Decided on"), row.at),
        (_("Objection until"), row.object_until),
    ]


def _event(row: Any) -> Pairs:
    by = _who(row.by) if row.by and row.by.is_staff else _("the person") if row.by else _("the system")
    return [(_("When"), row.at), (_("What happened"), row.get_kind_display()), (_("By"), by), (_("Note"), row.note)]


def _act(row: AuditEvent) -> Pairs:
    by = _who(row.by) if row.by else _("the system")
    return [(_("When"), row.at), (_("Action"), row.action), (_("Who"), by), (_("Reason"), row.reason)]
