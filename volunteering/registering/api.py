"""One's own volunteering through the self-service API: the same forms, actions and refusals as the pages (R25)."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils.translation import get_language
from ninja import Body, File, Form, Router, Schema, Status
from ninja.files import UploadedFile

from accounts.callers import session_token
from people import actions as files
from people.api import cleaned, mine
from people.consent.actions import NEWER_TEXT
from people.consent.forms import AskGuardianForm
from services.enums import FilePart
from volunteering.models import Qualification, Volunteer
from volunteering.refusals import CONFLICT, require
from volunteering.registering import card, queries
from volunteering.registering.actions import moves, profile
from volunteering.registering.forms import PauseForm, QualificationForm
from volunteering.registering.steps import FIELDS, FORMS, Step, title_of, way_of
from volunteering.registering.words import STANDINGS, said

router = Router(auth=session_token, tags=["volunteering"])
EMPTY: Any = Body(default={})
NOTHING: Any = File(None)


class StepOut(Schema):
    step: str
    title: str
    is_done: bool
    value: str


class MineOut(Schema):
    """`status` is "" for whoever has not begun; `steps` are the pages in their order."""

    reference: str
    status: str
    title: str
    text: str
    reason: str
    due_on: date | None
    paused_until: date | None
    needs_charter: bool
    steps: list[StepOut]


class CharterOut(Schema):
    title: str
    text: str
    version: int
    language: str
    by_guardian: bool


class SendIn(Schema):
    """The version of the charter that was read; under eighteen the guardian instead."""

    version: int = 0
    name: str = ""
    relation: str = ""
    mobile: str = ""


class PauseIn(Schema):
    until: str = ""


class CardOut(Schema):
    """`code` is what a coordinator reads; `address` is what the picture on the card holds."""

    reference: str
    name: str
    code: str
    address: str


class QualificationOut(Schema):
    id: UUID
    skill: str
    title: str
    issued_on: date | None
    expires_on: date | None
    status: str
    reason: str
    created_at: datetime


@router.get("", response=MineOut)
def read(request: HttpRequest) -> dict[str, Any]:
    """How far one has come as a volunteer, and what is asked of one."""
    return _shown(queries.of(mine(request).by))


@router.post("", response={201: MineOut})
def begin(request: HttpRequest) -> Any:
    """Begin a registration; one that stands already is answered as it is."""
    profile.begin(by=mine(request).by)
    return Status(201, _shown(queries.of(mine(request).by)))


@router.put("/steps/{step}", response=MineOut)
def keep(request: HttpRequest, step: str, given: dict[str, Any] = EMPTY) -> dict[str, Any]:
    """Keep one page. Dates in either calendar, numbers in any digits; lists for what allows several."""
    acting, volunteer = mine(request), _mine(request)
    if step not in FORMS and step != Step.QUALIFICATIONS:
        raise Http404
    values = cleaned(FORMS[step](given)) if step in FORMS else {}
    if step in FIELDS:
        profile.keep_step(volunteer, step, by=acting.by, **values)
    else:
        profile.pass_file_part(volunteer, step, by=acting.by)
        files.keep_part(acting.person, FilePart(step), by=acting.by, **values)
    return _shown(queries.of(acting.by))


@router.get("/charter", response=CharterOut)
def charter(request: HttpRequest) -> dict[str, Any]:
    """The charter in force in the caller's language."""
    text, person = queries.charter(get_language() or "ar"), mine(request).person
    held = {"title": text.title, "text": text.text, "version": text.number, "language": text.language}
    return {**held, "by_guardian": person.is_minor}


@router.post("/send", response=MineOut)
def send(request: HttpRequest, given: SendIn) -> dict[str, Any]:
    """Sign the charter and send the registration; under eighteen the guardian is written to first."""
    volunteer, by = _mine(request), mine(request).by
    if volunteer.person.is_minor:
        named = cleaned(AskGuardianForm(given.dict()))
        if not volunteer.is_draft:
            moves.ask_guardian_again(volunteer, by=by, **named)
        else:
            moves.send(volunteer, by=by, guardian_named=named)
    else:
        text = queries.charter(get_language() or "ar")
        require(text.number == given.version, NEWER_TEXT, CONFLICT)
        sign = moves.sign_charter if volunteer.was_accepted else moves.send
        sign(volunteer, by=by, agreement=text)
    return _shown(queries.of(by))


@router.post("/take-back", response=MineOut)
def take_back(request: HttpRequest) -> dict[str, Any]:
    """Take a sent registration back to change it."""
    moves.take_back(_mine(request), by=mine(request).by)
    return _shown(queries.of(mine(request).by))


@router.post("/pause", response=MineOut)
def pause(request: HttpRequest, given: PauseIn) -> dict[str, Any]:
    """No new places until a day, or until one comes back."""
    until = cleaned(PauseForm(given.dict()))["until"]
    moves.pause(_mine(request), by=mine(request).by, until=until)
    return _shown(queries.of(mine(request).by))


@router.post("/resume", response=MineOut)
def resume(request: HttpRequest) -> dict[str, Any]:
    """Back from a pause."""
    moves.resume(_mine(request), by=mine(request).by)
    return _shown(queries.of(mine(request).by))


@router.get("/card", response=CardOut)
def read_card(request: HttpRequest) -> dict[str, Any]:
    """The volunteer's card."""
    found = _mine(request)
    require(found.is_active or found.is_paused, moves.NO_CARD, CONFLICT)
    name = found.shown_name or found.person.full_name
    return {"reference": found.reference, "name": name, "code": card.make(found), "address": card.address(found)}


@router.get("/qualifications", response=list[QualificationOut])
def qualifications(request: HttpRequest) -> list[Qualification]:
    """The papers that were given, newest first."""
    return list(_mine(request).qualifications.all())


@router.post("/qualifications", response={201: QualificationOut})
def add_qualification(
    request: HttpRequest,
    skill: str = Form(""),
    title: str = Form(""),
    issued_on: str = Form(""),
    expires_on: str = Form(""),
    paper: UploadedFile = NOTHING,
) -> Any:
    """One more paper that proves a skill."""
    volunteer, by = _mine(request), mine(request).by
    typed = {"skill": skill, "title": title, "issued_on": issued_on, "expires_on": expires_on}
    sent: Any = {"paper": paper} if paper else {}
    form = QualificationForm(typed, sent)
    return Status(201, profile.add_qualification(volunteer, by=by, **cleaned(form)))


@router.delete("/qualifications/{pk}", response={204: None})
def remove_qualification(request: HttpRequest, pk: UUID) -> Any:
    """Take a paper out, file and all."""
    found = _mine(request).qualifications.filter(pk=pk).first()
    if found is None:
        raise Http404
    profile.remove_qualification(found, by=mine(request).by)
    return Status(204, None)


def _mine(request: HttpRequest) -> Volunteer:
    found = queries.of(mine(request).by)
    if found is None:
        raise Http404
    return found


def _shown(volunteer: Volunteer | None) -> dict[str, Any]:
    if volunteer is None:
        words = {"reference": "", "status": "", "title": "", "text": "", "reason": ""}
        return {**words, "due_on": None, "paused_until": None, "needs_charter": False, "steps": []}
    standing, way = STANDINGS[volunteer.status], way_of(volunteer)
    return {
        "reference": volunteer.reference,
        "status": volunteer.status,
        "title": str(standing.title),
        "text": str(standing.text),
        "reason": volunteer.reason,
        "due_on": volunteer.due_on,
        "paused_until": volunteer.paused_until,
        "needs_charter": volunteer.was_accepted and queries.needs_charter(volunteer),
        "steps": [
            {
                "step": slug,
                "title": str(title_of(slug)),
                "is_done": slug in way.done,
                "value": said(volunteer, slug) if slug in FIELDS and slug in way.done else "",
            }
            for slug in way.slugs
        ],
    }
