"""The pages of an application, one question each: first the person, then the service, then its papers (R8)."""

from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone

from applications.members import are_known
from applications.models import Answer, Application, Correction, Paper
from people.parts import File, file_of
from services.enums import ALWAYS_ASKED, FilePart, QuestionKind
from services.snapshot import ApplicationForm, Question, read
from services.snapshot import Paper as AskedPaper


@dataclass(frozen=True)
class Step:
    """One page. `slug` stands in its address; exactly one of `part`, `question` and `paper` is set."""

    slug: str
    title: str
    part: FilePart | None = None
    why: str = ""
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
    file: File
    corrections: dict[str, str] = field(default_factory=dict)  # What staff found wrong, by the slug of the page.

    @property
    def parts(self) -> tuple[FilePart, ...]:
        """The parts of the person's file that the request asks and that its signature covers."""
        return tuple(step.part for step in self.steps if step.part)

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
    """Where the application stands, in at most five queries beside the application and its person, and one for
    each other table of the file that its parts need."""
    form = read(application.form)
    steps = tuple(_steps(form))
    answers = {answer.key: answer for answer in application.answers.all()}
    papers = {paper.key: paper for paper in application.papers.with_files()}
    file = file_of(application.person, tuple(step.part for step in steps if step.part))
    wrong = {each.step: each.text for each in _asked_anew(application)}
    answered = frozenset(
        step.slug for step in steps if step.slug not in wrong and _is_answered(step, application, file, answers, papers)
    )
    return Progress(form, steps, answers, papers, answered, file, wrong)


def _asked_anew(application: Application) -> list[Correction]:
    """What staff asked to be corrected; nothing, and no query, while the person is not awaited."""
    return list(application.corrections.filter(done_at__isnull=True)) if application.is_waiting else []


def steps_of(application: Application) -> list[Step]:
    """The pages alone; no query."""
    return _steps(read(application.form))


def _steps(form: ApplicationForm) -> list[Step]:
    asked = [(part, "") for part in ALWAYS_ASKED] + [(each.part, each.why) for each in form.parts]
    return [
        *(Step(part.value, str(part.label), part=part, why=why) for part, why in asked),
        *(Step(f"q-{question.key}", question.label, question=question) for question in form.questions),
        *(Step(f"p-{paper.key}", paper.name, paper=paper) for paper in form.papers),
    ]


def _is_answered(
    step: Step, application: Application, file: File, answers: dict[str, Answer], papers: dict[str, Paper]
) -> bool:
    if step.question:
        answer = answers.get(step.question.key)
        if answer and step.question.kind == QuestionKind.HOUSEHOLD:
            return are_known(answer.value, file.household)
        return answer is not None or not step.question.is_required
    if step.paper:
        paper = papers.get(step.paper.key)
        if paper is None:
            return not step.paper.is_required
        return paper.is_given and not paper.problem and holds(paper, step.paper, application)
    return step.part is not None and file.is_answered(step.part)


def holds(paper: Paper, asked: AskedPaper, application: Application) -> bool:
    """Whether a paper of the person's file holds and is young enough on the day of sending (R37).

    A mere file always does: nobody knows its days.
    """
    document, day = paper.document, day_of(application)
    return document is None or (document.is_valid_on(day) and document.is_young_enough_on(day, asked.max_age_days))


def day_of(application: Application) -> date:
    """The day on which papers must hold: that of sending, else today (R37)."""
    sent = application.submitted_at
    return timezone.localdate(sent) if sent else timezone.localdate()
