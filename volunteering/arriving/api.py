"""Noting one's own coming, for other front ends: only by the code that is shown where the shift takes place."""

from datetime import datetime
from typing import Any, cast
from uuid import UUID

from django.http import Http404, HttpRequest
from ninja import Field, Router, Schema

from accounts.callers import session_token
from accounts.limits import TooMany, count_look
from accounts.models import User
from people.api import cleaned
from volunteering.arriving import actions
from volunteering.arriving.forms import ArriveForm
from volunteering.arriving.queries import own_place
from volunteering.arriving.views import OFTEN
from volunteering.models import Shift
from volunteering.refusals import TOO_MANY, Refused

router = Router(auth=session_token, tags=["volunteering: the day"])


class CheckInIn(Schema):
    code: str = Field(description="The code of the day, typed or out of the picture's address.", max_length=20)


class CheckInOut(Schema):
    shift: UUID
    status: str
    came_at: datetime | None


@router.post("/{shift}/check-in", response=CheckInOut)
def check_in(request: HttpRequest, shift: UUID, given: CheckInIn) -> Any:
    """Note your coming, from some minutes before the shift until its end. Twice stands once."""
    user = cast(User, request.auth)  # type: ignore[attr-defined]
    place = own_place(user, Shift(pk=shift))
    if place is None:
        raise Http404
    code = cleaned(ArriveForm({"code": given.code}))["code"]
    try:
        count_look(request, "day_code")
    except TooMany:
        raise Refused(OFTEN, TOO_MANY) from None
    there = actions.arrive(place.shift, by=user, code=code)
    return {"shift": there.shift_id, "status": there.status, "came_at": there.checked_in_at}
