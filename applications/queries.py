"""Reads for the person's pages, each in a fixed number of queries."""

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import User
from applications import wording
from applications.enums import Event
from applications.models import Application, CaseEvent, Paper
from applications.steps import Kind, Progress, Step
from applications.wording import Line, Standing
from office.queries import DecisionWindow, decision_window
from saudi.hijri import both
from services.enums import QuestionKind
from services.snapshot import read


@dataclass(frozen=True)
class Missing:
    """Something the person is asked to complete: a paper by name, what is wrong, and where to mend it."""

    name: str
    problem: str
    step: str


@dataclass(frozen=True)
class Tracking:
    """All that the tracking page shows."""

    case: Application
    standing: Standing
    lines: list[Line]
    missing: list[Missing]
    window: DecisionWindow | None


@dataclass(frozen=True)
class Row:
    """One line of the check-your-answers page."""

    step: Step
    label: str
    value: str
    is_number: bool = False


def mine(user: User) -> QuerySet[Application]:
    """The requests of the account's person, newest first, with what a list shows."""
    return Application.objects.of(user).select_related("person").order_by("-created_at", "-pk")


def own(user: User, reference: str) -> Application:
    """One's own request. Raises Application.DoesNotExist for another's and for none alike."""
    return (
        Application.objects.of(user)
        .select_related("person__recipient", "person__user", "service", "decision")
        .get(reference=reference)
    )


def tracking(case: Application) -> Tracking:
    """History, what is expected next, and what is asked of the person; two queries."""
    events = list(case.events.all())
    lines = [_line(event) for event in events if event.kind not in {Event.STARTED, Event.READY}]
    window = (
        decision_window(timezone.localdate(case.committee_at)) if case.is_at_committee and case.committee_at else None
    )
    return Tracking(
        case=case,
        standing=wording.standing(case),
        lines=lines + wording.ahead(case),
        missing=missing(case),
        window=window,
    )


def missing(case: Application) -> list[Missing]:
    """The papers that staff sent back, by name."""
    if not case.is_waiting:
        return []
    names = {paper.key: paper.name for paper in read(case.form).papers}
    return [
        Missing(names.get(paper.key, paper.key), paper.problem, f"p-{paper.key}")
        for paper in case.papers.all()
        if paper.problem
    ]


def check_rows(case: Application, progress: Progress) -> tuple[list[Row], list[Row], list[Row]]:
    """What the person gave, in three groups: about the person, the service's questions, the papers."""
    rows = {step: _row(step, case, progress) for step in progress.steps}
    person = [row for step, row in rows.items() if not step.question and not step.paper]
    asked = [row for step, row in rows.items() if step.question]
    papers = [row for step, row in rows.items() if step.paper]
    return person, asked, papers


def answer_shown(kind: QuestionKind, value: str) -> str:
    """A kept answer as a person reads it."""
    if not value:
        return "—"
    if kind == QuestionKind.YES_NO:
        return _("Yes") if value == "yes" else _("No")
    if kind == QuestionKind.DATE:
        return both(date.fromisoformat(value), get_language() or "ar")
    if kind == QuestionKind.MONEY:
        return _("%(amount)s riyals") % {"amount": f"{float(value):,.2f}".removesuffix(".00")}
    return value


def paper_shown(paper: Paper | None) -> str:
    """A paper as the person reads it: the file's name, or why there is none."""
    if paper is None or not paper.is_given:
        return "—"
    return paper.attachment.name if paper.attachment else str(paper.get_excuse_display())


def _line(event: CaseEvent) -> Line:
    return Line(wording.EVENT_WORDS[Event(event.kind)](), event.note, event.at, "done")


def _row(step: Step, case: Application, progress: Progress) -> Row:
    if step.question:
        answer = progress.answers.get(step.question.key)
        shown = answer_shown(step.question.kind, answer.value if answer else "")
        return Row(step, step.title, shown, step.question.kind == QuestionKind.NUMBER)
    if step.paper:
        return Row(step, step.title, paper_shown(progress.papers.get(step.paper.key)))
    return _person_row(step, case)


def _person_row(step: Step, case: Application) -> Row:
    person = case.person
    if step.kind is Kind.NAME:
        return Row(step, step.title, person.full_name)
    if step.kind is Kind.IDENTITY:
        return Row(step, str(person.get_identity_kind_display() or step.title), person.identity_masked or "—", True)
    return Row(step, step.title, both(person.birth_date, get_language() or "ar") if person.birth_date else "—")
