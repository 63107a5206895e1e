"""Help in requests for other front ends."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from ninja import Field, Router, Schema, Status
from ninja.pagination import LimitOffsetPagination, paginate

from accounts.callers import session_token
from volunteering.errands import actions, queries
from volunteering.joining.api import caller
from volunteering.models import Errand, Volunteer

router = Router(auth=session_token, tags=["volunteering: help in requests"])


class ErrandOut(Schema):
    id: UUID
    kind: str = Field(description="interpreter or driver.")
    language: str = Field(description="The language beside Arabic, of an interpreter.")
    starts_at: datetime
    ends_at: datetime
    town_part: str
    first_name: str = Field(description="Of the person; empty until it is taken on.")
    details: str = Field(description="Where exactly; empty until it is taken on.")


class ErrandsOut(Schema):
    asked: list[ErrandOut]
    taken: list[ErrandOut]


@router.get("", response=ErrandsOut)
def errands(request: HttpRequest) -> Any:
    """What I am asked for, and what I took on."""
    volunteer = _volunteer(request)
    asked = [_shown(each) for each in queries.asked(volunteer)]
    return {"asked": asked, "taken": [_shown(each, to_holder=True) for each in queries.taken(volunteer)]}


class HelpedOut(Schema):
    id: UUID
    kind: str
    language: str
    starts_at: datetime
    minutes: int = Field(description="As the colleague noted; they count as approved hours do.")


@router.get("/done", response=list[HelpedOut])
@paginate(LimitOffsetPagination)
def helped(request: HttpRequest) -> Any:
    """How I helped, the latest first."""
    return queries.done(_volunteer(request))


@router.post("/{errand}/take", response=ErrandOut)
def take(request: HttpRequest, errand: UUID) -> Any:
    """Take it on."""
    return _shown(actions.take(_called(request, errand), by=caller(request)), to_holder=True)


@router.post("/{errand}/decline", response={204: None})
def decline(request: HttpRequest, errand: UUID) -> Any:
    """Say that I can't, this time or any more."""
    actions.decline(_called(request, errand), by=caller(request))
    return Status(204, None)


def _volunteer(request: HttpRequest) -> Volunteer:
    volunteer = queries.mine(caller(request))
    if volunteer is None:
        raise Http404
    return volunteer


def _called(request: HttpRequest, key: UUID) -> Errand:
    try:
        return queries.called(caller(request), key)
    except Errand.DoesNotExist:
        raise Http404 from None


def _shown(errand: Errand, *, to_holder: bool = False) -> dict[str, Any]:
    names = ("id", "kind", "language", "starts_at", "ends_at", "town_part")
    private = {name: getattr(errand, name) if to_holder else "" for name in ("first_name", "details")}
    return {name: getattr(errand, name) for name in names} | private
