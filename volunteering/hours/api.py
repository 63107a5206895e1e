"""One's own hours for other front ends: the same forms, actions and refusals as the pages."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from ninja import Field, Router, Schema
from ninja.pagination import LimitOffsetPagination, paginate

from accounts.callers import session_token
from content.told import Told
from people.api import cleaned
from volunteering.hours import actions, queries
from volunteering.hours.forms import ClaimForm
from volunteering.joining.api import caller
from volunteering.models import HoursEntry, Volunteer

router = Router(auth=session_token, tags=["volunteering: hours"])


class HoursOut(Schema):
    id: UUID
    opportunity: str
    starts_at: datetime
    ends_at: datetime
    came_at: datetime | None
    left_at: datetime | None
    status: str = Field(description="pending, approved or disputed")
    status_label: str
    proposed_minutes: int
    claimed_minutes: int | None = Field(description="As you said, when you corrected it or objected.")
    approved_minutes: int | None
    answer: str = Field(description="The coordinator's word.")


class ClaimIn(Schema):
    hours: str = Field(description="Full hours, in any digits.")
    minutes: str = Field("", description="And minutes, 0 to 59.")
    reason: str = Field(description="Why, in a few words.", max_length=500)


@router.get("", response=list[HoursOut])
@paginate(LimitOffsetPagination)
def hours(request: HttpRequest) -> Any:
    """Your hours, the latest shift first."""
    volunteer = Volunteer.objects.of(caller(request)).first()
    return Told(queries.own(volunteer), lambda rows: [_shown(entry) for entry in rows]) if volunteer else []


@router.post("/{entry}/correct", response=HoursOut)
def correct(request: HttpRequest, entry: UUID, given: ClaimIn) -> Any:
    """Say how long it was, until somebody approves it."""
    return _claimed(request, entry, given, actions.correct)


@router.post("/{entry}/dispute", response=HoursOut)
def dispute(request: HttpRequest, entry: UUID, given: ClaimIn) -> Any:
    """Object, once, to hours that were approved; another colleague decides."""
    return _claimed(request, entry, given, actions.dispute)


def _claimed(request: HttpRequest, key: UUID, given: ClaimIn, act: Any) -> dict[str, Any]:
    user = caller(request)
    try:
        entry = queries.own_one(user, key)
    except HoursEntry.DoesNotExist:
        raise Http404 from None
    form = ClaimForm(given.dict())
    clean = cleaned(form)
    act(entry, by=user, minutes=form.total, reason=clean["reason"])
    return _shown(queries.own_one(user, key))


def _shown(entry: HoursEntry) -> dict[str, Any]:
    place = entry.placement
    names = ("id", "status", "proposed_minutes", "claimed_minutes", "approved_minutes", "answer")
    return {
        **{name: getattr(entry, name) for name in names},
        "opportunity": place.shift.opportunity.title,
        "starts_at": place.shift.starts_at,
        "ends_at": place.shift.ends_at,
        "came_at": place.checked_in_at,
        "left_at": place.checked_out_at,
        "status_label": entry.get_status_display(),
    }
