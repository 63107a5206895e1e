"""Consents through the self-service API: each purpose by itself, its text, and the way back."""

from datetime import datetime
from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import get_language
from ninja import Router, Schema, Status

from accounts.callers import session_token
from people.api import mine
from people.consent import actions, queries
from people.consent.enums import ON_PAGE
from people.models import Person
from people.refusals import CONFLICT, require

router = Router(auth=session_token, tags=["consents"])


class ConsentOut(Schema):
    purpose: str
    title: str
    text: str
    consequence: str
    version: int
    language: str
    given_at: datetime | None
    needs_again: bool


class GiveIn(Schema):
    """The version that was read: a newer one is told instead of agreed to."""

    version: int


class WithdrawIn(Schema):
    reason: str = ""


@router.get("", response=list[ConsentOut])
def consents(request: HttpRequest) -> list[dict[str, Any]]:
    """Each purpose with its text in force, and since when the caller agrees."""
    person = mine(request).person
    return [_shown(each) for each in queries.standings(queries.history(person), _language())]


@router.post("/{purpose}", response={201: ConsentOut})
def give(request: HttpRequest, purpose: str, given: GiveIn) -> Any:
    """Agree to one purpose."""
    acting = mine(request)
    standing = _standing(acting.person, purpose)
    read = standing.agreement if standing.agreement.number == given.version else None
    require(read is not None, actions.NEWER_TEXT, CONFLICT)
    actions.give(acting.person, standing.purpose, by=acting.by, language=_language(), agreement=read)
    return Status(201, _shown(_standing(acting.person, purpose)))


@router.post("/{purpose}/withdraw", response={204: None})
def withdraw(request: HttpRequest, purpose: str, given: WithdrawIn) -> Any:
    """Take a consent back; its `consequence` was told by the list."""
    acting = mine(request)
    standing = _standing(acting.person, purpose)
    if standing.consent is None:
        raise Http404
    actions.withdraw(standing.consent, by=acting.by, reason=given.reason[:300])
    return Status(204, None)


def _standing(person: Person, purpose: str) -> queries.Standing:
    found = {each.purpose.value: each for each in queries.standings(queries.history(person), _language(), ON_PAGE)}
    if purpose not in found:
        raise Http404
    return found[purpose]


def _shown(standing: queries.Standing) -> dict[str, Any]:
    agreement, consent = standing.agreement, standing.consent
    return {
        "purpose": standing.purpose.value,
        "title": agreement.title,
        "text": agreement.text,
        "consequence": agreement.consequence,
        "version": agreement.number,
        "language": agreement.language,
        "given_at": consent.given_at if consent else None,
        "needs_again": standing.needs_again,
    }


def _language() -> str:
    return get_language() or "ar"
