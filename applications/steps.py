"""The pages of an application, one question each: first the person, then the service, then its papers (R8)."""

from dataclasses import dataclass
from enum import Enum

from django.utils.translation import gettext as _

from applications.models import Answer, Application, Paper
from people.enums import IdentityKind
from services.snapshot import ApplicationForm, Question, read
from services.snapshot import Paper as AskedPaper


class Kind(Enum):
    NAME = "name"
    IDENTITY = "identity"
    BIRTH = "birth-date"
    QUESTION = "question"
    PAPER = "paper"


@dataclass(frozen=True)
class Step:
    """One page. `slug` stands in its address; exactly one of `question` and `paper` is set, or neither."""

    slug: str
    kind: Kind
    title: str
    question: Question | None = None
    paper: AskedPaper | None = None


@dataclass(frozen=True)
class Progress:
    """An application's pages, what was answered on them, and what is still open."""

    form: ApplicationForm
    steps: tuple[Step, ...]
    answers: dict[str, Answer]
    papers: dict[str, Paper]
    answered: frozenset[str]

    def step(self, slug: str) -> Step | None:
        return next((step for step in self.steps if step.slug == slug), None)

    def position(self, step: Step) -> int:
        """The page's number, counted from 1."""
        return self.steps.index(step) + 1

    def before(self, step: Step) -> Step | None:
        place = self.steps.index(step)
        return self.steps[place - 1] if place else None

    def first_open(self) -> Step | None:
        """The first page that still wants an answer."""
        return next((step for step in self.steps if step.slug not in self.answered), None)

    def is_complete(self) -> bool:
        return self.first_open() is None


def progress_of(application: Application) -> Progress:
    """Where the application stands, in two queries beside the application and its person."""
    form = read(application.form)
    steps = tuple(_steps(form))
    answers = {answer.key: answer for answer in application.answers.all()}
    papers = {paper.key: paper for paper in application.papers.select_related("attachment")}
    answered = frozenset(step.slug for step in steps if _is_answered(step, application, answers, papers))
    return Progress(form, steps, answers, papers, answered)


def _steps(form: ApplicationForm) -> list[Step]:
    return [
        Step("name", Kind.NAME, _("Name")),
        Step("identity", Kind.IDENTITY, _("Identity document")),
        Step("birth-date", Kind.BIRTH, _("Date of birth")),
        *(Step(f"q-{question.key}", Kind.QUESTION, question.label, question=question) for question in form.questions),
        *(Step(f"p-{paper.key}", Kind.PAPER, paper.name, paper=paper) for paper in form.papers),
    ]


def _is_answered(step: Step, application: Application, answers: dict[str, Answer], papers: dict[str, Paper]) -> bool:
    person = application.person
    if step.question:
        return step.question.key in answers or not step.question.is_required
    if step.paper:
        paper = papers.get(step.paper.key)
        return (paper.is_given and not paper.problem) if paper else not step.paper.is_required
    held = {
        Kind.NAME: bool(person.full_name),
        Kind.IDENTITY: bool(person.identity_number) or person.identity_kind == IdentityKind.NONE,
        Kind.BIRTH: person.birth_date is not None,
    }
    return held[step.kind]
