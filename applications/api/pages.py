"""The pages of a request: what each asks, what was given, and keeping it."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest
from ninja import Body, Field, File, Router, Schema, Status
from ninja.files import UploadedFile

from accounts.callers import session_token
from accounts.models import User
from applications import actions, papers, queries
from applications.api.doors import caller, own
from applications.api.requests import ApplicationOut, shown
from applications.forms import PaperForm, QuestionForm, step_form
from applications.models import Application
from applications.refusals import CONFLICT, require
from applications.steps import Progress, Step, progress_of
from applications.views.apply import initial_of
from applications.views.papers import form_of as paper_form
from applications.views.papers import settle
from attachments.checks import check
from attachments.models import Attachment
from attachments.queries import respond
from people.api import cleaned
from people.forms import EitherDateField, MoneyField, NumberField
from people.parts import WHY

router = Router(auth=session_token, tags=["requests"])
EMPTY: Any = Body(default={})
UPLOAD: Any = File(...)


class FieldOut(Schema):
    name: str
    label: str
    help_text: str
    kind: str
    is_required: bool
    choices: list[list[str]]
    value: Any = Field(description="What was kept before; numbers of identity and bank stay out.")


class SentFileOut(Schema):
    id: UUID
    name: str
    size: int
    state: str


class PageOut(Schema):
    slug: str
    title: str
    why: str
    is_answered: bool
    correction: str = Field(description="What staff found wrong with it; empty when nothing.")


class WholePageOut(PageOut):
    fields: list[FieldOut]
    files: list[SentFileOut]


class CheckRowOut(Schema):
    page: str
    label: str
    value: str


class CheckOut(Schema):
    """All answers as the person reads them before signing; identity and bank numbers are masked."""

    is_complete: bool
    rows: list[CheckRowOut]


@router.get("/{reference}/pages", response=list[PageOut])
def pages(request: HttpRequest, reference: str) -> list[dict[str, Any]]:
    """The pages in order, and which of them still want an answer."""
    progress = progress_of(own(request, reference))
    return [_listed(progress, step) for step in progress.steps]


@router.get("/{reference}/pages/{slug}", response=WholePageOut)
def page(request: HttpRequest, reference: str, slug: str) -> dict[str, Any]:
    """What one page asks, and what was given there."""
    case = own(request, reference)
    return _whole(request, case, slug)


@router.put("/{reference}/pages/{slug}", response=WholePageOut)
def keep(request: HttpRequest, reference: str, slug: str, given: dict[str, Any] = EMPTY) -> dict[str, Any]:
    """Keep one page: its fields by name, as they are typed. Of a paper: `document`, or `excuse`, `excuse_text` and
    `alternative`; without any of them the files that were sent become the paper."""
    case = own(request, reference)
    require(case.is_editable, actions.SENT_ALREADY, CONFLICT)
    progress, step = _step(case, slug)
    if step.paper:
        _keep_paper(request, case, progress, step, given)
    else:
        _keep_answer(request, case, progress, step, given)
    return _whole(request, case, slug)


@router.post("/{reference}/papers/{key}/files", response={201: SentFileOut})
def add_file(request: HttpRequest, reference: str, key: str, file: UploadedFile = UPLOAD) -> Any:
    """Send one file of a paper; keeping the page makes it part of the request."""
    case = own(request, reference)
    if papers.asked(case, key) is None:
        raise Http404
    return Status(201, listed(actions.put_paper(case, key, check(file), by=caller(request))))


@router.get("/{reference}/papers/{key}/files/{file}")
def paper_file(request: HttpRequest, reference: str, key: str, file: UUID) -> Any:
    """One's own file, to save; a part of it for a `Range`."""
    found = queries.own_file(own(request, reference), key, file, by=caller(request))
    if found is None:
        raise Http404
    return respond(request, found)


@router.delete("/{reference}/papers/{key}/files/{file}", response={204: None})
def remove_file(request: HttpRequest, reference: str, key: str, file: UUID) -> Any:
    """Take a file out. Twice is as once."""
    actions.remove_file(own(request, reference), key, file, by=caller(request))
    return Status(204, None)


@router.get("/{reference}/check", response=CheckOut)
def check_answers(request: HttpRequest, reference: str) -> dict[str, Any]:
    """Everything that was given, as it is read before signing."""
    progress = progress_of(own(request, reference))
    rows = [row for group in queries.check_rows(progress) for row in group]
    told = [{"page": row.step.slug, "label": str(row.label), "value": row.value} for row in rows]
    return {"is_complete": progress.is_complete(), "rows": told}


@router.post("/{reference}/check", response=ApplicationOut)
def checked(request: HttpRequest, reference: str) -> dict[str, Any]:
    """The person has read all answers: the request waits for its declaration."""
    return shown(actions.make_ready(own(request, reference), by=caller(request)))


def _step(case: Application, slug: str) -> tuple[Progress, Step]:
    progress = progress_of(case)
    step = progress.step(slug)
    if step is None:
        raise Http404
    return progress, step


def _keep_answer(
    request: HttpRequest, case: Application, progress: Progress, step: Step, given: dict[str, Any]
) -> None:
    form = step_form(step, data=given, initial={}, members=progress.file.household)
    clean = cleaned(form)
    if isinstance(form, QuestionForm) and step.question:
        actions.save_answer(case, step.question.key, form.kept_text(), by=caller(request))
    elif step.part:
        actions.save_part(case, step.part, by=caller(request), **clean)


def _keep_paper(request: HttpRequest, case: Application, progress: Progress, step: Step, given: dict[str, Any]) -> None:
    assert step.paper
    by = caller(request)
    form = _paper_form(case, progress, step, by=by, posted=(given, {}))
    cleaned(form)
    settle(case, step.paper.key, form, by=by)


def _paper_form(
    case: Application, progress: Progress, step: Step, *, by: User, posted: Any = (None, None)
) -> PaperForm:
    assert step.paper
    paper = progress.papers.get(step.paper.key)
    files = queries.files_of(case, step.paper.key, paper, by=by)
    return paper_form(case, step, paper, files, papers.offer(case, step.paper, paper), posted=posted)


def _listed(progress: Progress, step: Step) -> dict[str, Any]:
    return {
        "slug": step.slug,
        "title": step.title,
        "why": step.why or (str(WHY[step.part]) if step.part else ""),
        "is_answered": step.slug in progress.answered,
        "correction": progress.corrections.get(step.slug, "") or _problem(progress, step),
    }


def _problem(progress: Progress, step: Step) -> str:
    paper = progress.papers.get(step.paper.key) if step.paper else None
    return paper.problem if paper else ""


def _whole(request: HttpRequest, case: Application, slug: str) -> dict[str, Any]:
    progress, step = _step(case, slug)
    files: list[Attachment] = []
    if step.paper:
        by = caller(request)
        files = queries.files_of(case, step.paper.key, progress.papers.get(step.paper.key), by=by)
        form: forms.Form = _paper_form(case, progress, step, by=by)
    else:
        members = progress.file.household
        form = step_form(step, data=None, initial=initial_of(case, progress, step), members=members)
    fields = [_described(field) for field in form if not isinstance(field.field, forms.FileField)]
    return {**_listed(progress, step), "fields": fields, "files": [listed(each) for each in files]}


# Numbers that are never read back, not even to their owner: a phone may be in other hands.
UNTOLD = ("identity_number", "iban")
KINDS: tuple[tuple[type[forms.Field], str], ...] = (
    (EitherDateField, "date"),
    (MoneyField, "money"),
    (NumberField, "number"),
    (forms.MultipleChoiceField, "several"),
    (forms.ChoiceField, "choice"),
    (forms.BooleanField, "yes_no"),
)


def _described(field: forms.BoundField) -> dict[str, Any]:
    asked = field.field
    value = None if field.name in UNTOLD else field.value()
    choices = [[str(key), str(label)] for key, label in getattr(asked, "choices", ()) if not isinstance(label, list)]
    return {
        "name": field.html_name,
        "label": str(field.label),
        "help_text": str(field.help_text),
        "kind": next((kind for shape, kind in KINDS if isinstance(asked, shape)), "text"),
        "is_required": asked.required,
        "choices": choices,
        "value": value.isoformat() if isinstance(value, date) else value,
    }


def listed(attachment: Attachment) -> dict[str, Any]:
    """A file as its owner sees it in a list."""
    return {name: getattr(attachment, name) for name in ("name", "size", "state")} | {"id": attachment.pk}
