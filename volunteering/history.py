"""The traces of a move: an event for the volunteer, a row for the audit, a message in the outbox, all at once."""

from typing import Any

from accounts.models import User
from audit.actions import record
from notifications.actions import notify
from volunteering.enums import SILENT_EVENTS, Event
from volunteering.models import Placement, Volunteer, VolunteerEvent

HOME = "volunteering:mine"  # The volunteer's own page: where a message leads unless it names another address.


def keep(
    volunteer: Volunteer,
    event: Event,
    *,
    by: User | None,
    placement: Placement | None = None,
    note: str = "",
    url_name: str = HOME,
    url_kwargs: dict[str, str] | None = None,
    **context: Any,
) -> VolunteerEvent:
    """Write down that `event` happened, in the caller's transaction, and tell the volunteer unless it is silent.

    The message is `notifications/volunteering/<event>.*.txt`, rendered with the volunteer's reference, the
    placement's shift and opportunity, the note and `context`.
    """
    line = VolunteerEvent.objects.create(volunteer=volunteer, placement=placement, kind=event, by=by, note=note)
    record(f"volunteering.{event}", by=by, subject=placement or volunteer, details={"volunteer": volunteer.reference})
    if event not in SILENT_EVENTS:
        told: dict[str, Any] = {"reference": volunteer.reference, "note": note, **context}
        if placement:
            told = {"shift": placement.shift, "opportunity": placement.shift.opportunity.title, **told}
        notify(
            volunteer.person.recipient,
            f"volunteering/{event}",
            subject=placement or volunteer,
            url_name=url_name,
            url_kwargs=url_kwargs or {},
            context=told,
        )
    return line
