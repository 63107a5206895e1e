"""Reads for the staff's queue and the case page, each in a fixed number of queries."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications.declaration import fingerprint
from applications.enums import DECIDED, WITH_STAFF, Status
from applications.models import Application, ApplicationQuerySet, CaseEvent, Decision, Paper
from applications.queries import answer_shown
from applications.steps import Progress, progress_of
from policies.enums import ToolStep
from saudi.folding import fold
from saudi.phones import InvalidPhone, normalise
from sealing.references import BadReference, parse

TOOL_STEPS = {
    Status.SUBMITTED: (ToolStep.RECEPTION,),
    Status.VERIFYING: (ToolStep.RECEPTION, ToolStep.RESEARCH),  # The research is done before the committee sits.
    Status.COMMITTEE: (ToolStep.COMMITTEE,),
}
DECIDED_VIEW = "decided"  # Grows for ever, so it is not counted.


@dataclass(frozen=True)
class View:
    """One way of looking at the queue."""

    slug: str
    label: str | Promise
    condition: Q


@dataclass(frozen=True)
class PaperRow:
    """A paper of the form beside what the person gave for it."""

    key: str
    name: str
    help_text: str
    is_required: bool
    paper: Paper | None


@dataclass(frozen=True)
class CasePage:
    """All that the case page shows, gathered once."""

    case: Application
    progress: Progress
    answers: list[tuple[str, str]]
    papers: list[PaperRow]
    events: list[CaseEvent]
    decision: Decision | None
    gaps: list[str | Promise]

    @property
    def tool_steps(self) -> tuple[ToolStep, ...]:
        """The steps whose papers of the toolbox are wanted now; none once it is decided."""
        return TOOL_STEPS.get(Status(self.case.status), ())


def views_for(user: User) -> list[View]:
    """The ways of looking at the queue, the broadest first."""
    today = timezone.localdate()
    idle = Q(waiting_since__isnull=True)
    return [
        View("open", _("All open"), Q(status__in=WITH_STAFF)),
        View("new", _("New"), Q(status=Status.SUBMITTED)),
        View("mine", _("Mine"), Q(assigned_to=user, status__in=WITH_STAFF)),
        View("matching", _("Being matched"), Q(status=Status.VERIFYING) & idle),
        View("waiting", _("Waiting for the person"), Q(waiting_since__isnull=False)),
        View("committee", _("With the committee"), Q(status=Status.COMMITTEE)),
        View("overdue", _("Overdue"), Q(status__in=WITH_STAFF, due_on__lt=today) & idle),
        View(DECIDED_VIEW, _("Decided"), Q(status__in=DECIDED)),
    ]


def visible_to(user: User) -> ApplicationQuerySet:
    """Requests that were sent and are not the colleague's own."""
    sent = Application.objects.filter(submitted_at__isnull=False)
    return sent.exclude(person__user=user).select_related("person", "assigned_to")


def queue(user: User, view: View, words: str) -> QuerySet[Application]:
    """One view of the queue, the most urgent first; `words`: a reference, a mobile number, a part of a name."""
    cases = visible_to(user)
    if words:
        return cases.filter(_matching(words)).order_by("-submitted_at", "pk")
    return cases.filter(view.condition).order_by("due_on", "submitted_at", "pk")


def counts(user: User, views: list[View]) -> dict[str, int]:
    """How many open cases each view holds, in one query over the open ones alone."""
    counted = {view.slug: Count("pk", filter=view.condition) for view in views if view.slug != DECIDED_VIEW}
    return visible_to(user).with_staff().aggregate(**counted)


def one(user: User, reference: str) -> Application:
    """A case by its reference. Raises Application.DoesNotExist for one's own, a draft and none alike."""
    related = (
        "person__recipient__user",
        "service",
        "assigned_to",
        "verified_by",
        "referred_by",
        "decision__decided_by",
    )
    return visible_to(user).select_related(*related).get(reference=reference)


def case_page(case: Application) -> CasePage:
    """Everything on one screen."""
    progress = progress_of(case)
    answers = [(question.label, _answer(progress, question)) for question in progress.form.questions]
    papers = [
        PaperRow(paper.key, paper.name, paper.help_text, paper.is_required, progress.papers.get(paper.key))
        for paper in progress.form.papers
    ]
    return CasePage(
        case=case,
        progress=progress,
        answers=answers,
        papers=papers,
        events=list(case.events.select_related("by").order_by("-at", "-pk")),
        decision=getattr(case, "decision", None),
        gaps=gaps(case),
    )


def gaps(case: Application) -> list[str | Promise]:
    """What still keeps the case from the committee: unmatched papers, no valid declaration (R37, R39, R40)."""
    found: list[str | Promise] = []
    given = {paper.key: paper for paper in case.papers.all()}
    progress = progress_of(case)
    unmatched = [
        paper.name
        for paper in progress.form.papers
        if (paper.is_required or (paper.key in given and given[paper.key].is_given))
        and (paper.key not in given or given[paper.key].matched_at is None)
    ]
    if unmatched:
        found.append(_("Not matched yet: %(papers)s.") % {"papers": "، ".join(unmatched)})
    # The person's file serves all of their requests: a change made in another one leaves this signature behind.
    signed = fingerprint(case, progress)
    if not case.declarations.filter(voided_at__isnull=True, notice_seen=True, answers_hash=signed).exists():
        found.append(_("There is no valid declaration."))
    return found


def _answer(progress: Progress, question: Any) -> str:
    answer = progress.answers.get(question.key)
    return answer_shown(question.kind, answer.value if answer else "")


def _matching(words: str) -> Q:
    try:
        return Q(reference=parse(words))
    except BadReference:
        pass
    try:
        return Q(person__user__mobile=normalise(words))
    except InvalidPhone:
        return Q(person__folded_name__contains=fold(words))
