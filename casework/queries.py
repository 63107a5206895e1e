"""Reads for the staff's queue and the case page, each in a fixed number of queries."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications.declaration import fingerprint
from applications.enums import Status
from applications.models import Application, ApplicationQuerySet, CaseEvent, Decision, Paper
from applications.queries import answer_shown
from applications.steps import Progress, holds, progress_of
from applications.talk.rules import awaits_answer
from applications.typed.queries import with_unsaved
from casework.sheet import Sheet, sheet_of
from casework.talking.rules import CONTACT_OPEN
from people.rules import kin_keys
from policies.enums import ToolStep
from services.snapshot import Paper as AskedPaper

TOOL_STEPS = {
    Status.SUBMITTED: (ToolStep.RECEPTION,),
    Status.VERIFYING: (ToolStep.RECEPTION, ToolStep.RESEARCH),  # The research is done before the committee sits.
    Status.RESEARCH: (ToolStep.RESEARCH,),
    Status.COMMITTEE: (ToolStep.COMMITTEE,),
}


@dataclass(frozen=True)
class PaperRow:
    """A paper of the form beside what the person gave for it."""

    key: str
    name: str
    help_text: str
    is_required: bool
    paper: Paper | None
    held: bool = True


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
    sheet: Sheet

    @property
    def tool_steps(self) -> tuple[ToolStep, ...]:
        """The steps whose papers of the toolbox are wanted now; none once it is decided."""
        return TOOL_STEPS.get(Status(self.case.status), ())


def visible_to(user: User) -> ApplicationQuerySet:
    """Requests that were sent and are neither the colleague's own nor those of kin."""
    sent = Application.objects.filter(submitted_at__isnull=False)
    return sent.exclude(person__in=kin_keys(user)).select_related("person", "assigned_to")


def one(user: User, reference: str) -> Application:
    """A case by its reference. Raises Application.DoesNotExist for one's own, a draft and none alike."""
    related = (
        "person__recipient__user",
        "service",
        "assigned_to",
        "verified_by",
        "referred_by",
        "decision__decided_by",
        "entered_by",
    )
    return with_unsaved(visible_to(user).select_related(*related)).get(reference=reference)


def case_page(case: Application) -> CasePage:
    """Everything on one screen."""
    progress = progress_of(case)
    answers = [(question.label, _answer(progress, question)) for question in progress.form.questions]
    papers = [_paper_row(paper, progress.papers.get(paper.key), case) for paper in progress.form.papers]
    return CasePage(
        case=case,
        progress=progress,
        answers=answers,
        papers=papers,
        events=list(case.events.select_related("by").order_by("-at", "-pk")),
        decision=getattr(case, "decision", None),
        gaps=gaps(case, progress),
        sheet=sheet_of(progress),
    )


def needs_study(case: Application) -> bool:
    """Whether the committee gets this request with a study only."""
    return bool(case.form.get("research_required", False))


def gaps(case: Application, progress: Progress) -> list[str | Promise]:
    """What still keeps the case from going on: unmatched papers, no valid declaration, an open question (R34, R37,
    R39, R40)."""
    found: list[str | Promise] = []
    given = progress.papers
    unmatched = [
        paper.name
        for paper in progress.form.papers
        if (paper.is_required or (paper.key in given and given[paper.key].is_given))
        and (paper.key not in given or given[paper.key].matched_at is None)
    ]
    if unmatched:
        found.append(_("Not matched yet: %(papers)s.") % {"papers": "، ".join(unmatched)})
    # The person's file serves all of their requests: a change made in another one leaves this signature behind.
    signed = fingerprint(progress)
    if not case.declarations.filter(voided_at__isnull=True, notice_seen=True, answers_hash=signed).exists():
        found.append(_("There is no valid declaration."))
    if awaits_answer(case):
        found.append(_("A question of the person is still open. Answer it first."))
    if case.interactions.unanswered().exists():
        found.append(CONTACT_OPEN)
    return found


def _paper_row(asked: AskedPaper, paper: Paper | None, case: Application) -> PaperRow:
    held = paper is None or holds(paper, asked, case)
    return PaperRow(asked.key, asked.name, asked.help_text, asked.is_required, paper, held)


def _answer(progress: Progress, question: Any) -> str:
    answer = progress.answers.get(question.key)
    return answer_shown(question.kind, answer.value if answer else "", progress.file.household)
