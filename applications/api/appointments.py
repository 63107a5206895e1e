"""The appointments of a request: the free times, taking one, moving it, letting it go (R11)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from ninja import Field, Router, Schema, Status
from ninja.pagination import LimitOffsetPagination, paginate

from accounts.callers import session_token
from applications.api.doors import caller, own
from applications.booking import actions, queries
from applications.booking.forms import CancelForm
from applications.booking.rules import is_bookable
from applications.booking.wording import to_bring
from applications.models import Appointment, Slot
from content.told import Told
from people.api import cleaned

router = Router(auth=session_token, tags=["appointments"])


class FreeTimeOut(Schema):
    id: UUID
    meeting: str = Field(description="office, home or call")
    meeting_label: str
    starts_at: datetime
    minutes: int
    place: str


class AppointmentOut(Schema):
    id: UUID
    meeting: str = Field(description="office, home or call")
    meeting_label: str
    starts_at: datetime
    minutes: int
    place: str
    note: str = Field(description="What a colleague wrote to the person.")
    state: str = Field(description="booked, cancelled, kept or missed")
    state_label: str
    may_change: bool = Field(description="Whether it can still be moved or cancelled here.")
    bring: list[str] = Field(description="What to have at hand.")


class TimeChosenIn(Schema):
    slot: UUID = Field(description="One of the free times.")


class CancelledIn(Schema):
    reason: str = Field("", max_length=300)


@router.get("/{reference}/times", response=list[FreeTimeOut])
@paginate(LimitOffsetPagination)
def times(request: HttpRequest, reference: str) -> Any:
    """The free times that can be taken for the request, the nearest first."""
    case = own(request, reference)
    free = queries.offered(case) if is_bookable(case) else Slot.objects.none()
    return Told(free, lambda page: [_free(slot) for slot in page])


@router.get("/{reference}/appointments", response=list[AppointmentOut])
def appointments(request: HttpRequest, reference: str) -> Any:
    """The appointments of the request, past and cancelled ones too, the earliest first."""
    case = own(request, reference)
    return [_shown(each) for each in queries.of_case(case)]


@router.post("/{reference}/appointments", response={201: AppointmentOut})
def book(request: HttpRequest, reference: str, given: TimeChosenIn) -> Any:
    """Take a free time. The same one twice is taken once; 409 when somebody else was quicker."""
    case = own(request, reference)
    return Status(201, _shown(actions.book(case, Slot(pk=given.slot), by=caller(request))))


@router.post("/{reference}/appointments/{appointment}/move", response=AppointmentOut)
def move(request: HttpRequest, reference: str, appointment: UUID, given: TimeChosenIn) -> Any:
    """Give it another free time."""
    meeting = _own(request, reference, appointment)
    return _shown(actions.move(meeting, Slot(pk=given.slot), by=caller(request)))


@router.post("/{reference}/appointments/{appointment}/cancel", response=AppointmentOut)
def cancel(request: HttpRequest, reference: str, appointment: UUID, given: CancelledIn) -> Any:
    """Let it go. A repeat changes nothing."""
    meeting = _own(request, reference, appointment)
    clean = cleaned(CancelForm({"reason": given.reason}))
    return _shown(actions.cancel(meeting, by=caller(request), reason=clean["reason"]))


def _own(request: HttpRequest, reference: str, key: UUID) -> Appointment:
    """An appointment of the caller's request. Raises Http404."""
    found = queries.of_case(own(request, reference)).filter(pk=key).first()
    if found is None:
        raise Http404
    return found


def _free(slot: Slot) -> dict[str, Any]:
    plain = {name: getattr(slot, name) for name in ("id", "meeting", "starts_at", "minutes")}
    place = slot.place or (slot.branch.name if slot.branch else "")
    return {**plain, "meeting_label": str(slot.get_meeting_display()), "place": place}


def _shown(meeting: Appointment) -> dict[str, Any]:
    names = ("id", "meeting", "starts_at", "minutes", "place", "note", "state")
    plain = {name: getattr(meeting, name) for name in names}
    labels = {
        "meeting_label": str(meeting.get_meeting_display()),
        "state_label": str(meeting.get_state_display()),
        "may_change": queries.may_change(meeting),
        "bring": to_bring(meeting.application, meeting.meeting) if meeting.is_booked else [],
    }
    return {**plain, **labels}
