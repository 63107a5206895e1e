"""Asking for an explanation of a page, and reading it (R38)."""

from datetime import date, datetime
from typing import Any

from django.http import Http404, HttpRequest
from ninja import Field, Router, Schema, Status

from accounts.callers import session_token
from applications.api.doors import caller, own
from applications.asking import actions, queries
from applications.asking.forms import CALL, HERE, AskForm
from applications.models import Clarification
from people.api import cleaned

router = Router(auth=session_token, tags=["requests"])


class ExplanationIn(Schema):
    text: str = Field(default="", description="What is not clear, in the person's words; may stay empty.")
    wants_call: bool = Field(default=False, description="To be explained on the phone.")


class ExplanationOut(Schema):
    page: str = Field(description="The page it was asked on; check and declaration are pages too.")
    question: str
    asked_at: datetime
    due_on: date | None
    answer: str = Field(description="Empty until the social researcher has explained.")
    answered_at: datetime | None


@router.get("/{reference}/explanations", response=list[ExplanationOut])
def explanations(request: HttpRequest, reference: str) -> list[dict[str, Any]]:
    """What the person asked, and the explanations; reading marks them as read."""
    return [_shown(row) for row in actions.asked_in(own(request, reference), by=caller(request)).rows]


@router.post("/{reference}/pages/{slug}/explanation", response={201: ExplanationOut})
def ask(request: HttpRequest, reference: str, slug: str, given: ExplanationIn) -> Any:
    """Ask about one page. While one is open for the page, further words are added to it."""
    case = own(request, reference)
    if not queries.has_page(case, slug):
        raise Http404
    way = CALL if given.wants_call else HERE
    form = AskForm({"text": given.text, "way": way}, has_mobile=bool(case.person.mobile))
    text = cleaned(form)["text"]
    return Status(201, _shown(actions.ask(case, by=caller(request), step=slug, text=text, wants_call=form.wants_call)))


def _shown(row: Clarification) -> dict[str, Any]:
    names = ("question", "asked_at", "due_on", "answer", "answered_at")
    return {**{name: getattr(row, name) for name in names}, "page": row.step}
