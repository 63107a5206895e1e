"""What can be asked for now, and what each service asks."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import get_language
from ninja import Field, Router, Schema

from accounts.callers import session_token
from services.models import ServicePage
from services.queries import application_form, open_service, open_services, opening_today
from services.snapshot import ApplicationForm

router = Router(auth=session_token, tags=["services"])


class ServiceOut(Schema):
    slug: str
    title: str
    summary: str
    promised_time: str


class PaperAskedOut(Schema):
    key: str
    name: str
    help_text: str
    is_required: bool
    alternatives: list[str]


class QuestionAskedOut(Schema):
    key: str
    label: str
    help_text: str
    kind: str
    choices: list[str]
    is_required: bool


class ServiceFormOut(ServiceOut):
    """What is told before the first question."""

    is_open: bool
    opens_on: date | None
    closes_on: date | None
    places_left: int | None
    minutes_needed: int | None = Field(description="How long filling it in takes; empty when nobody measured it.")
    questions: list[QuestionAskedOut]
    papers: list[PaperAskedOut]


@router.get("", response=list[ServiceOut])
def services(request: HttpRequest) -> Any:
    """The services that take online requests, in the caller's language."""
    return open_services(get_language() or "ar")


@router.get("/{slug}", response=ServiceFormOut)
def service(request: HttpRequest, slug: str) -> dict[str, Any]:
    """One service, and all that a request for it asks."""
    found = find(slug)
    return {**_facts(found), **_asked(application_form(found))}


def find(slug: str) -> ServicePage:
    """A service that takes requests, in the caller's language. Raises Http404."""
    try:
        return open_service(slug, get_language() or "ar")
    except ServicePage.DoesNotExist:
        raise Http404 from None


def _facts(found: ServicePage) -> dict[str, Any]:
    now = opening_today(found)
    names = ("slug", "title", "summary", "promised_time", "minutes_needed")
    told = {name: getattr(found, name) for name in names}
    opening = {name: getattr(now, name) for name in ("is_open", "opens_on", "closes_on", "places_left")}
    return {**told, **opening}


def _asked(form: ApplicationForm) -> dict[str, Any]:
    return {"questions": form.questions, "papers": form.papers}
