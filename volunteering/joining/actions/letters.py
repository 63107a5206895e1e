"""Words that are no move: to the coordinator about who leaves late, and from the coordinator to a shift's people."""

from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from audit.actions import record
from audit.models import AuditEvent
from volunteering.enums import HOLDING, PlacementStatus
from volunteering.joining.actions.steps import write
from volunteering.joining.queries import WHOLE
from volunteering.joining.wording import Span
from volunteering.locking import lock_shift
from volunteering.models import Placement, Shift
from volunteering.refusals import CONFLICT, NOT_YOURS, UNPROCESSABLE, require
from volunteering.rules import coordinates
from volunteering.telling import desk, tell_coordinators

WRITTEN = "volunteering.wrote_to_shift"
NO_TEXT = _("Write the message.")
NOBODY = _("Nobody stands in this shift, so nobody would read it.")


def alert_of_late(placement: Placement) -> None:
    """Tell whoever coordinates that somebody can't come soon before the shift; the volunteer by reference alone."""
    shift = placement.shift
    context = {
        "reference": placement.volunteer.reference,
        "opportunity": shift.opportunity.title,
        "when": Span.of(shift),
        "note": placement.reason,
    }
    way = desk("shift_people:people", pk=shift.pk)
    tell_coordinators(shift.opportunity, "staff/left_late", way=way, context=context)


@transaction.atomic
def write_to_people(shift: Shift, *, by: User, text: str, key: UUID, to_waiting: bool = False) -> int:
    """Write to everyone with a place in a shift, and to those who wait if wanted; how many were written to.

    `key` is the form's: the same one twice is written once. Nobody's number is shown to anybody.
    """
    locked = lock_shift(shift)
    require(coordinates(by), NOT_YOURS)
    require(bool(text.strip()), NO_TEXT, UNPROCESSABLE)
    before = AuditEvent.objects.about(locked).filter(action=WRITTEN, details__key=str(key)).first()
    if before:
        return int(before.details["count"])
    people = _people(locked, to_waiting=to_waiting)
    require(bool(people), NOBODY, CONFLICT)
    for place in people:
        write(place, "volunteering/shift_message", text=text.strip())
    record(WRITTEN, by=by, subject=locked, details={"key": str(key), "count": len(people)})
    return len(people)


def _people(shift: Shift, *, to_waiting: bool) -> list[Placement]:
    statuses = [*HOLDING, PlacementStatus.WAITLISTED] if to_waiting else HOLDING
    return list(shift.placements.filter(status__in=statuses).select_related(*WHOLE).order_by("created_at", "pk"))
