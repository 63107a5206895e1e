"""The traces of a move: an event for the person, a row for the audit, a message in the outbox, all at once."""

from typing import Any

from accounts.models import User
from applications.enums import SILENT_EVENTS, Event
from applications.following.news import tell_followers
from applications.models import Application, CaseEvent
from audit.actions import record
from notifications.actions import notify


def keep(
    case: Application,
    event: Event,
    *,
    by: User | None,
    note: str = "",
    details: dict[str, Any] | None = None,
    **context: Any,
) -> CaseEvent:
    """Write down that `event` happened, in the caller's transaction, and tell the person unless it is silent.

    The message is `notifications/applications/<event>.*.txt`, rendered with the case, the note and `context`.
    """
    line = CaseEvent.objects.create(application=case, kind=event, by=by, note=note)
    record(f"application.{event}", by=by, subject=case, details={"status": case.status, **(details or {})})
    if event not in SILENT_EVENTS:
        notify(
            case.person.recipient,
            f"applications/{event}",
            subject=case,
            url_name="applications:detail",
            url_kwargs={"reference": case.reference},
            context={
                "case": case,
                "reference": case.reference,
                "service": case.form["service_title"],
                "note": note,
                **context,
            },
        )
        tell_followers(case)
    return line
