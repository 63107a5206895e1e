"""One's requests: listed, started, followed, withdrawn."""

from datetime import date, datetime
from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language
from ninja import Body, Field, Router, Schema, Status
from ninja.pagination import LimitOffsetPagination, paginate

from accounts.callers import session_token
from applications import actions, queries
from applications.api.doors import caller, own
from applications.api.services import find
from applications.forms import WithdrawForm
from applications.interpreting.actions import want
from applications.interpreting.forms import InterpreterForm
from applications.models import Application
from applications.wording import standing
from content.told import Told
from people.actions import speak
from people.api import cleaned

router = Router(auth=session_token, tags=["requests"])


class ApplicationOut(Schema):
    reference: str
    service: str
    status: str
    label: str = Field(description="The status as a person reads it.")
    text: str = Field(description="What it means for the person now.")
    is_waiting: bool = Field(description="Whether something is expected of the person.")
    is_editable: bool
    is_withdrawable: bool
    created_at: datetime
    submitted_at: datetime | None
    due_on: date | None = Field(description="When the present step should be done.")
    interpreter: str = Field(description="The language of the interpreter that is wanted; empty for none.")


class InterpreterIn(Schema):
    language: str = Field(max_length=10, description="A language's code, like ur; empty for none.")


class LineOut(Schema):
    title: str
    text: str
    at: datetime | None
    state: str = Field(description="done, now or todo")


class MissingOut(Schema):
    """What the person is asked to mend, and on which page."""

    name: str
    problem: str
    page: str = Field(validation_alias="step")


class TrackingOut(ApplicationOut):
    waiting_until: date | None
    waiting_note: str
    expected_from: date | None
    expected_by: date | None
    lines: list[LineOut]
    missing: list[MissingOut]


class StartIn(Schema):
    service: str = Field(description="The slug of the service.")


class TakenBackIn(Schema):
    reason: str = Field("", max_length=500, description="Why, if the person likes to say; for colleagues alone.")


NOTHING: Any = Body(default=None)


@router.get("", response=list[ApplicationOut])
@paginate(LimitOffsetPagination)
def requests(request: HttpRequest) -> Any:
    """The caller's requests, newest first."""
    return Told(queries.mine(caller(request)), lambda page: [shown(case) for case in page])


@router.post("", response={201: ApplicationOut})
def start(request: HttpRequest, given: StartIn) -> Any:
    """Begin a request, or open again the draft that is there for this service."""
    case = actions.start(find(given.service), by=caller(request))
    speak(case.person, get_language() or "ar")
    return Status(201, shown(case))


@router.get("/{reference}", response=TrackingOut)
def track(request: HttpRequest, reference: str) -> dict[str, Any]:
    """Where the request stands, what happened, and what is asked of the person."""
    case = own(request, reference)
    tracking = queries.tracking(case)
    window = tracking.window
    return {
        **shown(case),
        "waiting_until": case.waiting_until,
        "waiting_note": case.waiting_note,
        "expected_from": window.expected_from if window else None,
        "expected_by": window.due if window else None,
        "lines": tracking.lines,
        "missing": tracking.missing,
    }


@router.put("/{reference}/interpreter", response=ApplicationOut)
def interpreter(request: HttpRequest, reference: str, given: InterpreterIn) -> dict[str, Any]:
    """Say whether an interpreter is wanted, and of which language."""
    case = own(request, reference)
    chosen = cleaned(InterpreterForm({"language": given.language}))["language"]
    return shown(want(case, chosen, by=caller(request)))


@router.post("/{reference}/withdraw", response=ApplicationOut)
def withdraw(request: HttpRequest, reference: str, given: TakenBackIn | None = NOTHING) -> dict[str, Any]:
    """Take the request back; no reason is needed, nor any body. A repeat changes nothing, the first reason neither."""
    case = own(request, reference)
    reason = cleaned(WithdrawForm(given.dict() if given else {}))["reason"]
    return shown(actions.withdraw(case, by=caller(request), reason=reason))


def shown(case: Application) -> dict[str, Any]:
    """A request as a list tells it; no query."""
    told = standing(case)
    names = ("reference", "status", "is_waiting", "is_editable", "is_withdrawable", "created_at", "submitted_at")
    plain = {name: getattr(case, name) for name in (*names, "due_on", "interpreter")}
    return {**plain, "service": case.form["service_title"], "label": told.label, "text": told.text}
