"""The pages of a request in groups, and how each stands."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.models import User
from applications.enums import Status
from applications.models import Application
from applications.steps import Progress, Step

LONG_FORM = 8  # pages; a shorter request needs no list


@dataclass(frozen=True)
class Task:
    """One page. `tone` is a kind of the badge component; without `url` it cannot be opened yet."""

    title: str
    state: str
    tone: str
    url: str = ""


@dataclass(frozen=True)
class Group:
    title: str
    tasks: list[Task]


def list_url(case: Application, progress: Progress) -> str:
    """Where the list of a long request stands; "" for a short one."""
    return reverse("applications:tasks", args=[case.reference]) if len(progress.steps) > LONG_FORM else ""


def groups(case: Application, progress: Progress, *, by: User) -> list[Group]:
    """About the person, the service, the papers, and the end; one query."""
    begun = set(case.unsaved.filter(by=by).values_list("step", flat=True))

    def tasks(steps: list[Step]) -> list[Task]:
        return [_task(case, progress, step, is_begun=step.slug in begun) for step in steps]

    parts = [
        Group(_("About you"), tasks([step for step in progress.steps if step.part])),
        Group(_("Your request"), tasks([step for step in progress.steps if step.question])),
        Group(_("Your papers"), tasks([step for step in progress.steps if step.paper])),
    ]
    return [*(part for part in parts if part.tasks), Group(_("Check and sign"), _ends(case, progress))]


def done_and_all(progress: Progress) -> tuple[int, int]:
    """How many pages are answered, of how many."""
    return len(progress.answered), len(progress.steps)


def _task(case: Application, progress: Progress, step: Step, *, is_begun: bool) -> Task:
    url = case.step_url(step.slug)
    if step.slug in progress.corrections or _is_wrong(progress, step):
        return Task(step.title, _("To be corrected"), "turn", url)
    if is_begun:
        return Task(step.title, _("You began it"), "info", url)
    if step.slug not in progress.answered:
        return Task(step.title, _("To do"), "quiet", url)
    if _is_passed_over(progress, step):
        return Task(step.title, _("Optional"), "quiet", url)
    return Task(step.title, _("Done"), "done", url)


def _is_wrong(progress: Progress, step: Step) -> bool:
    paper = progress.papers.get(step.paper.key) if step.paper else None
    return bool(paper and paper.problem)


def _is_passed_over(progress: Progress, step: Step) -> bool:
    """Whether nothing was given on a page that asks nothing for certain."""
    if step.question:
        return step.question.key not in progress.answers
    if step.paper:
        paper = progress.papers.get(step.paper.key)
        return paper is None or not paper.is_given
    return False


def _ends(case: Application, progress: Progress) -> list[Task]:
    check, sign = _("Check your answers"), _("Declaration")
    if not progress.is_complete():
        later = _("After the other pages")
        return [Task(check, later, "quiet"), Task(sign, later, "quiet")]
    todo = _("To do")
    if case.status == Status.DRAFT:
        return [Task(check, todo, "quiet", case.check_url()), Task(sign, _("After the other pages"), "quiet")]
    signing = reverse("applications:declaration", args=[case.reference])
    return [Task(check, _("Done"), "done", case.check_url()), Task(sign, todo, "quiet", signing)]
