"""Shifts and one's places through the self-service API: the same actions and refusals as the pages (R25)."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from ninja import Field, Router, Schema, Status
from ninja.pagination import LimitOffsetPagination, paginate

from accounts.callers import session_token
from accounts.models import User
from content.told import Told
from people.api import cleaned
from volunteering.joining import actions, queries
from volunteering.joining.candidates import candidate, nobody
from volunteering.joining.forms import HandOverForm, LeaveForm
from volunteering.models import Placement, Shift, Swap
from volunteering.refusals import CONFLICT, require

router = Router(auth=session_token, tags=["volunteering"])
LATE = _("The shift begins soon. Say that you know it is late: the coordinator is told at once.")


class ShiftOut(Schema):
    id: UUID
    opportunity: str
    slug: str = Field(description="Of the opportunity's page.")
    starts_at: datetime
    ends_at: datetime
    where: str
    is_remote: bool
    note: str
    capacity: int
    free: int = Field(description="Places that nobody holds; 0 means the waiting list.")
    waiting: int
    obstacles: list[str] = Field(description="Why the caller can't join; empty when nothing stands against it.")


class PlaceOut(Schema):
    id: UUID
    shift: UUID
    opportunity: str
    starts_at: datetime
    ends_at: datetime
    where: str
    status: str
    label: str
    position: int | None = Field(description="On the waiting list, from 1.")
    of: int | None = Field(description="How many wait.")
    answer_until: datetime | None = Field(description="By when the offer, or the guardian, is to be answered.")
    may_leave: bool
    is_late: bool = Field(description="Whether it was given back late.")


class LeftIn(Schema):
    reason: str = Field("", max_length=300)
    although_late: bool = Field(False, description="Leave although the shift begins soon.")


class HandedIn(Schema):
    named: str = Field(max_length=40, description="The reference of the volunteer, or the mobile of who served too.")


class SwapOut(Schema):
    id: UUID
    shift: UUID
    opportunity: str
    starts_at: datetime
    ends_at: datetime
    where: str
    status: str
    label: str


@router.get("/shifts", response=list[ShiftOut])
@paginate(LimitOffsetPagination)
def shifts(request: HttpRequest, opportunity: str = "") -> Any:
    """The coming shifts, the nearest first, of one opportunity's slug or of all, with what stands against each."""
    user = caller(request)
    return Told(queries.joinable(opportunity.replace("\x00", "")), lambda rows: _shifts(list(rows), user))


@router.post("/shifts/{shift}/join", response={201: PlaceOut})
def join(request: HttpRequest, shift: UUID) -> Any:
    """Take a place, or stand on the waiting list. A repeat returns the place that stands."""
    found = Shift.objects.filter(pk=shift, opportunity__live=True).first()
    if found is None:
        raise Http404
    return Status(201, shown(actions.join(found, by=caller(request))))


@router.get("/places", response=list[PlaceOut])
@paginate(LimitOffsetPagination)
def places(request: HttpRequest, view: str = "coming") -> Any:
    """The caller's places: `coming`, `waiting` or `past`."""
    chosen = queries.LISTS.get(view, queries.coming)
    return Told(chosen(caller(request)), _places)


@router.get("/places/{place}", response=PlaceOut)
def one(request: HttpRequest, place: UUID) -> dict[str, Any]:
    """Where the caller stands in one shift."""
    return shown(own(request, place))


@router.post("/places/{place}/accept", response=PlaceOut)
def accept(request: HttpRequest, place: UUID) -> dict[str, Any]:
    """Take the place that is offered; near the shift, a free one for which the caller waits."""
    return shown(actions.accept(own(request, place), by=caller(request)))


@router.post("/places/{place}/leave", response=PlaceOut)
def leave(request: HttpRequest, place: UUID, given: LeftIn) -> dict[str, Any]:
    """Give the place back, refuse the offer or leave the list. 409 with a warning when it is late and not said so."""
    found = own(request, place)
    clean = cleaned(LeaveForm(given.dict()))
    require(given.although_late or not queries.is_late(found), LATE, CONFLICT)
    return shown(actions.leave(found, by=caller(request), reason=clean["reason"]))


@router.post("/places/{place}/hand-over", response={202: None})
def hand_over(request: HttpRequest, place: UUID, given: HandedIn) -> Any:
    """Ask another volunteer to take the place over."""
    clean = cleaned(HandOverForm(given.dict()))
    actions.ask_swap(own(request, place), by=caller(request), named=clean["named"])
    return Status(202, None)


@router.delete("/places/{place}/hand-over", response={204: None})
def keep(request: HttpRequest, place: UUID) -> Any:
    """Take that question back."""
    actions.end_swap(own(request, place), by=caller(request))
    return Status(204, None)


@router.get("/swaps", response=list[SwapOut])
@paginate(LimitOffsetPagination)
def swaps(request: HttpRequest) -> Any:
    """The places that others ask the caller to take over."""
    return Told(queries.open_swaps(caller(request)), lambda rows: [_swap(each) for each in rows])


@router.post("/swaps/{swap}/agree", response=PlaceOut)
def agree(request: HttpRequest, swap: UUID) -> dict[str, Any]:
    """Take the place over."""
    return shown(actions.agree_to_swap(_asked(request, swap), by=caller(request)))


@router.post("/swaps/{swap}/refuse", response=SwapOut)
def refuse(request: HttpRequest, swap: UUID) -> dict[str, Any]:
    """Say no; the other volunteer keeps the place."""
    asked = _asked(request, swap)
    actions.refuse_swap(asked, by=caller(request))
    return _swap(_asked(request, swap))


def caller(request: HttpRequest) -> User:
    """The account behind the token."""
    user: User = request.auth  # type: ignore[attr-defined]
    return user


def own(request: HttpRequest, pk: UUID) -> Placement:
    """The caller's place. Raises Http404 for another's and a missing one alike."""
    try:
        return queries.own(caller(request), pk)
    except Placement.DoesNotExist:
        raise Http404 from None


def shown(place: Placement) -> dict[str, Any]:
    """One place in words, titled in the caller's language."""
    if place.is_waitlisted:
        line = queries.line_of(place)
        place.place, place.total = line.place, line.total  # type: ignore[attr-defined]
    return _places([place])[0]


def _places(rows: Iterable[Placement]) -> list[dict[str, Any]]:
    return [_place(each) for each in queries.titled(rows, get_language() or "ar")]


def _place(place: Placement) -> dict[str, Any]:
    ahead = place.may_leave and not place.shift.has_begun
    return {
        **_times(place.shift),
        "id": place.pk,
        "shift": place.shift_id,
        "status": place.status,
        "label": str(place.get_status_display()),
        "position": getattr(place, "place", None),
        "of": getattr(place, "total", None),
        "answer_until": place.answer_until,
        "may_leave": ahead,
        "is_late": place.is_late,
    }


def _shifts(rows: list[Shift], user: User) -> list[dict[str, Any]]:
    """Shifts with what stands against each for one volunteer; a fixed number of queries for any number of them."""
    volunteer = queries.volunteer_of(user)
    who = candidate(volunteer) if volunteer else None
    queries.title_shifts(rows, get_language() or "ar")
    told = []
    for each in rows:
        found = who.hindrances(each, besides=who.place_in(each)) if who else nobody(each)
        told.append({**_shift(each), "obstacles": [str(one.text) for one in found]})
    return told


def _shift(shift: Any) -> dict[str, Any]:
    return {
        **_times(shift),
        "id": shift.pk,
        "slug": shift.opportunity.slug,
        "is_remote": shift.opportunity.is_remote,
        "note": shift.note,
        "capacity": shift.capacity,
        "free": max(0, shift.capacity - shift.taken),
        "waiting": shift.waiting,
    }


def _times(shift: Shift) -> dict[str, Any]:
    named = {"opportunity": shift.opportunity.title, "where": shift.where}
    return {**named, "starts_at": shift.starts_at, "ends_at": shift.ends_at}


def _swap(swap: Swap) -> dict[str, Any]:
    shift = swap.placement.shift
    told = {"id": swap.pk, "status": swap.status, "label": str(swap.get_status_display())}
    return {**_times(shift), **told, "shift": shift.pk}


def _asked(request: HttpRequest, pk: UUID) -> Swap:
    found = queries.swaps_for(caller(request)).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
