"""Reads for the person's pages, each in a fixed number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.models import User
from applications import promise, rules, wording
from applications.enums import BEFORE_SUBMISSION, OPEN_STATUSES, Event
from applications.members import in_words
from applications.models import Application, CaseEvent, Clarification, Paper
from applications.promise import Calendar
from applications.steps import Progress, Step, steps_of
from applications.talk.queries import Waiting, waiting_in, with_waiting
from applications.typed.queries import with_unsaved
from applications.wording import Line, Standing
from attachments.models import Attachment
from attachments.queries import in_tray
from office.models import OfficeSettings
from office.queries import DecisionWindow, holidays
from office.queries import settings as office_settings
from people.helping.enums import HelperScope
from people.helping.queries import permission_for
from people.models import Helper, HouseholdMember, Person
from people.parts import rows
from people.wording import riyals
from saudi.hijri import both, both_short
from services.enums import QuestionKind
from services.models import ServicePage


@dataclass(frozen=True)
class Missing:
    """Something the person is asked to complete: a paper by name, what is wrong, and where to mend it."""

    name: str
    problem: str
    step: str
    is_paper: bool = False


@dataclass(frozen=True)
class Tracking:
    """All that the tracking page shows."""

    case: Application
    standing: Standing
    actor: str  # Who acts now, by role; "" when nobody does.
    expected: str  # What is expected of the person now.
    history: list[Line]
    promise: list[Line]
    missing: list[Missing]
    window: DecisionWindow | None
    talk: Waiting | None = None  # None for whoever may not read it.

    @property
    def lines(self) -> list[Line]:
        """What happened and what comes, in one row."""
        return [*self.history, *self.promise]


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


def of(person: Person) -> QuerySet[Application]:
    """The requests of a person, newest first, for whoever was let in to see them."""
    return Application.objects.filter(person=person).select_related("person").order_by("-created_at", "-pk")


def has_draft(people: QuerySet[Person], service: ServicePage) -> bool:
    """Whether one of them began a request for the service and has not sent it; one query."""
    return Application.objects.filter(person__in=people, service=service, status__in=BEFORE_SUBMISSION).exists()


@dataclass(frozen=True)
class KeptForm:
    """One version of a guide's form that open requests still stand on: how many do, and how many are not sent yet."""

    version: str
    requests: int
    drafts: int


def kept_forms(service: ServicePage) -> list[KeptForm]:
    """The open requests for the guide in any language, by what they were asked; one query."""
    found = Application.objects.filter(service__translation_key=service.translation_key, status__in=OPEN_STATUSES)
    unsent = Count("pk", filter=Q(submitted_at__isnull=True))
    rows = found.values("form__version").annotate(requests=Count("pk"), drafts=unsent).order_by()
    return [KeptForm(str(row["form__version"]), row["requests"], row["drafts"]) for row in rows]


def shared(user: User, reference: str, scope: HelperScope) -> tuple[Application, Helper]:
    """A request of somebody whom the account helps with `scope`, and the permission.

    Raises Application.DoesNotExist for a request without one, and for none, alike.
    """
    case = with_waiting(_whole(Application.objects.all())).get(reference=reference)
    held = permission_for(user, case.person, scope)
    if held is None:
        raise Application.DoesNotExist
    return case, held


def entered(user: User, reference: str) -> Application:
    """A request that the colleague writes down for its person. Raises Application.DoesNotExist for any other."""
    case = with_waiting(_whole(Application.objects.filter(entered_by=user))).get(reference=reference)
    if not rules.enters(user, case):
        raise Application.DoesNotExist
    return case


def own(user: User, reference: str) -> Application:
    """One's own request. Raises Application.DoesNotExist for another's and for none alike."""
    return with_waiting(_whole(Application.objects.of(user))).get(reference=reference)


def _whole(cases: QuerySet[Application]) -> QuerySet[Application]:
    """With what its pages show; what nobody asked or left unsaved in it is then known without a query."""
    asked = Exists(Clarification.objects.filter(application=OuterRef("pk")))
    related = ("person__recipient", "person__user", "service", "decision")
    return with_unsaved(cases.select_related(*related).annotate(has_asked=asked))


def tracking(case: Application, *, numbers: OfficeSettings | None = None, with_talk: bool = False) -> Tracking:
    """What happened, what is promised, what is asked of the person, and (of one's `own` or a `shared` request) what
    waits of the talk.

    Two queries while staff work on it, three while the person is awaited, and one for the association's `numbers`
    unless the caller read them.
    """
    counts = case.is_with_staff and not case.is_waiting  # While the person is awaited no days are promised.
    calendar = Calendar(numbers or office_settings(), holidays() if counts else frozenset(), timezone.localdate())
    return Tracking(
        case=case,
        standing=wording.standing(case),
        actor=promise.actor(case),
        expected=promise.expected(case),
        history=[_line(event) for event in case.events.all() if event.kind not in {Event.STARTED, Event.READY}],
        promise=promise.promised(case, calendar),
        missing=missing(case),
        window=promise.window_of(case, calendar),
        talk=waiting_in(case) if with_talk and case.was_submitted else None,
    )


def missing(case: Application) -> list[Missing]:
    """What staff asked to be completed or corrected, each by its name; two queries."""
    if not case.is_waiting:
        return []
    names = {step.slug: step.title for step in steps_of(case)}
    wrong = {each.step: each.text for each in case.corrections.all() if each.done_at is None}
    papers = {f"p-{paper.key}": paper.problem for paper in case.papers.all() if paper.problem}
    asked = {**wrong, **papers}
    order = [*names, *(slug for slug in asked if slug not in names)]  # As the pages of the request follow each other.
    return [Missing(names.get(slug, slug), asked[slug], slug, slug in papers) for slug in order if slug in asked]


def check_rows(progress: Progress) -> tuple[list[Row], list[Row], list[Row]]:
    """What the person gave, in three groups: about the person, the service's questions, the papers."""
    every = [row for step in progress.steps for row in _rows(step, progress)]
    person = [row for row in every if row.step.part]
    asked = [row for row in every if row.step.question]
    papers = [row for row in every if row.step.paper]
    return person, asked, papers


def answer_shown(kind: QuestionKind, value: str, members: Sequence[HouseholdMember] = ()) -> str:
    """A kept answer as a person reads it; `members` are those of the household, for whom of them was chosen."""
    if not value:
        return "—"
    if kind == QuestionKind.HOUSEHOLD:
        return in_words(value, members)
    if kind == QuestionKind.YES_NO:
        return _("Yes") if value == "yes" else _("No")
    if kind == QuestionKind.DATE:
        return both(date.fromisoformat(value), get_language() or "ar")
    if kind == QuestionKind.MONEY:
        return riyals(value)
    return value


def paper_shown(paper: Paper | None) -> str:
    """A paper as the person reads it: the names of its files, or why there is none."""
    if paper is None or not paper.is_given:
        return "—"
    if paper.alternative:
        return _("Instead of it: %(paper)s") % {"paper": paper.alternative}
    if paper.document and paper.is_reused:
        given = both_short(timezone.localdate(paper.document.created_at), get_language() or "ar")
        return _("The one that you gave on %(given)s") % {"given": given}
    return "\n".join(each.name for each in paper.own_files) or str(paper.get_excuse_display())


def paper_file(case: Application, key: str, file: UUID) -> Attachment | None:
    """A file of the request's paper `key`: one sent here, or of the person's paper that stands for it."""
    sent = Attachment.objects.filter(paper_file__paper__application=case, paper_file__paper__key=key)
    reused = Attachment.objects.filter(
        document_file__document__papers__application=case, document_file__document__papers__key=key
    )
    return sent.filter(pk=file).first() or reused.filter(pk=file).first()


def own_file(case: Application, key: str, file: UUID, *, by: User) -> Attachment | None:
    """The same for the person, who may also open what is in the tray of the paper's page."""
    return paper_file(case, key, file) or in_tray(tray_of(case, key), by=by).filter(pk=file).first()


def files_of(case: Application, key: str, paper: Paper | None, *, by: User) -> list[Attachment]:
    """What the page of a paper lists: its files, then those that are sent but not saved yet; one query."""
    kept = [file.attachment for file in paper.files.all()] if paper else []
    return [*kept, *in_tray(tray_of(case, key), by=by)]


def tray_of(case: Application, key: str) -> str:
    """The name of the tray where files of the paper `key` wait to be saved."""
    return f"paper:{case.pk}:{key}"


def _line(event: CaseEvent) -> Line:
    return Line(wording.EVENT_WORDS[Event(event.kind)](), event.note, event.at, "done")


def _rows(step: Step, progress: Progress) -> list[Row]:
    if step.question:
        answer = progress.answers.get(step.question.key)
        shown = answer_shown(step.question.kind, answer.value if answer else "", progress.file.household)
        return [Row(step, step.title, shown, step.question.kind == QuestionKind.NUMBER)]
    if step.paper:
        return [Row(step, step.title, paper_shown(progress.papers.get(step.paper.key)))]
    if step.part is None:
        return []
    read_back = rows(progress.file, step.part)
    return [Row(step, str(row.label), row.value, row.is_number) for row in read_back] or [Row(step, step.title, "—")]
