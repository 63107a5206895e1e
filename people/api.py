"""The file through the self-service API: the same forms, actions and refusals as the pages (R9)."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest
from ninja import Body, Field, Router, Schema, Status
from ninja.pagination import LimitOffsetPagination, paginate

from accounts.callers import session_token
from accounts.models import User
from content.told import Told
from people import actions, queries
from people.actions import person_of
from people.doors import Acting
from people.forms import ContactForm, MemberForm
from people.models import Contact, FileChange, HouseholdMember, Person
from people.parts import FORMS
from services.enums import FilePart

EMPTY: Any = Body(default={})
router = Router(auth=session_token, tags=["file"])


class Invalid(Exception):
    """What was sent does not pass its form."""

    def __init__(self, form: forms.Form) -> None:
        super().__init__("invalid")
        self.form = form


class RowOut(Schema):
    """One line as a person reads it; identity and bank numbers are masked."""

    label: str
    value: str


class PartOut(Schema):
    part: FilePart
    title: str
    why: str
    is_answered: bool
    obstacle: str = Field(description="Why it may not be changed now; empty when it may.")
    rows: list[RowOut]


class FileOut(Schema):
    reference: str
    confirmed_at: datetime | None
    parts: list[PartOut]


class MemberOut(Schema):
    id: UUID
    name: str
    relation: str
    gender: str
    birth_date: date | None
    identity_masked: str
    note: str


class ContactOut(Schema):
    id: UUID
    kind: str
    value: str
    note: str


class ChangeOut(Schema):
    at: datetime
    part: FilePart
    field: str
    before: str
    after: str
    who: str


class MemberIn(Schema):
    """Dates in either calendar and numbers in any digits, as on the page."""

    name: str
    relation: str
    birth_date: str
    gender: str = ""
    identity_number: str = ""
    note: str = ""


class ContactIn(Schema):
    kind: str
    value: str
    note: str = ""


def mine(request: HttpRequest) -> Acting:
    """The caller's own file."""
    user: User = request.auth  # type: ignore[attr-defined]
    return Acting(person=person_of(user), by=user)


def cleaned(form: forms.Form) -> dict[str, Any]:
    """The form's clean values. Raises Invalid."""
    if not form.is_valid():
        raise Invalid(form)
    return form.cleaned_data


@router.get("", response=FileOut)
def read(request: HttpRequest) -> dict[str, Any]:
    """The whole file, part by part."""
    acting = mine(request)
    return _file(acting)


@router.put("/parts/{part}", response=FileOut)
def keep(request: HttpRequest, part: FilePart, given: dict[str, Any] = EMPTY) -> dict[str, Any]:
    """Keep one part: the fields of its page by name, such as `{"birth_date": "14/5/1410"}`.

    The household is a list of its own; keeping it says that it is whole.
    """
    acting = mine(request)
    form = FORMS[part](given) if part in FORMS else forms.Form({})
    actions.keep_part(acting.person, part, by=acting.by, **cleaned(form))
    return _file(mine(request))


@router.post("/confirm", response={204: None})
def confirm(request: HttpRequest) -> Any:
    """Say that the file was read and is right."""
    acting = mine(request)
    actions.confirm(acting.person, by=acting.by)
    return Status(204, None)


@router.get("/history", response=list[ChangeOut])
@paginate(LimitOffsetPagination)
def history(request: HttpRequest) -> Any:
    """What changed, newest first."""
    acting = mine(request)
    return Told(queries.history(acting.person), lambda page: [_changed(change, acting) for change in page])


def _changed(change: FileChange, acting: Acting) -> dict[str, Any]:
    line = queries.history_line(change, acting)
    told = {"before": line.before, "after": line.after, "who": line.who}
    return {"at": change.at, "part": change.part, "field": str(line.label), **told}


@router.get("/household", response=list[MemberOut])
def household(request: HttpRequest) -> Any:
    """The members of the household."""
    return mine(request).person.household.all()


@router.post("/household", response={201: MemberOut})
def add_member(request: HttpRequest, given: MemberIn) -> Any:
    """One more member."""
    acting = mine(request)
    return Status(201, actions.add(acting.person, HouseholdMember, by=acting.by, **cleaned(MemberForm(given.dict()))))


@router.put("/household/{pk}", response=MemberOut)
def change_member(request: HttpRequest, pk: UUID, given: MemberIn) -> Any:
    """Other values for a member."""
    acting = mine(request)
    row = find(HouseholdMember, acting.person, pk)
    return actions.change(row, by=acting.by, **cleaned(MemberForm(given.dict())))


@router.delete("/household/{pk}", response={204: None})
def remove_member(request: HttpRequest, pk: UUID) -> Any:
    """Take a member out."""
    acting = mine(request)
    actions.remove(find(HouseholdMember, acting.person, pk), by=acting.by)
    return Status(204, None)


@router.get("/contacts", response=list[ContactOut])
def contacts(request: HttpRequest) -> Any:
    """Other numbers and addresses than the account's own."""
    return mine(request).person.contacts.all()


@router.post("/contacts", response={201: ContactOut})
def add_contact(request: HttpRequest, given: ContactIn) -> Any:
    """One more number or address."""
    acting = mine(request)
    return Status(201, actions.add(acting.person, Contact, by=acting.by, **cleaned(ContactForm(given.dict()))))


@router.delete("/contacts/{pk}", response={204: None})
def remove_contact(request: HttpRequest, pk: UUID) -> Any:
    """Take a number or an address out."""
    acting = mine(request)
    actions.remove(find(Contact, acting.person, pk), by=acting.by)
    return Status(204, None)


def find(model: Any, person: Person, pk: UUID) -> Any:
    """One's own row; another's and a missing one look the same. Raises Http404."""
    row = model.objects.filter(person=person, pk=pk).first()
    if row is None:
        raise Http404
    return row


def _file(acting: Acting) -> dict[str, Any]:
    page = queries.file_page(acting)
    return {
        "reference": acting.person.reference,
        "confirmed_at": acting.person.confirmed_at,
        "parts": [
            {
                "part": each.part,
                "title": str(each.part.label),
                "why": str(each.why),
                "is_answered": each.is_answered,
                "obstacle": str(each.told),
                "rows": [{"label": str(row.label), "value": row.value} for row in each.rows],
            }
            for each in (*page.first, *page.later)
        ],
    }
