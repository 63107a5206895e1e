"""Reads of a branch's requests, in a fixed number of queries."""

from dataclasses import dataclass

from django.db.models import Prefetch, Q
from django.utils.translation import gettext as _

from accounts.models import User
from accounts.rules import branch_of
from applications.enums import Status
from applications.models import Application, ApplicationQuerySet, Appointment
from applications.promise import actor
from applications.queries import missing
from office.queries import has_branches
from people.rules import kin_keys
from services.enums import Channel


def channels(*, with_branches: bool | None = None) -> list[Channel]:
    """The channels to choose from; delegates are one only where there are branches (R27).

    One query, unless the caller knows whether there are any.
    """
    known = has_branches() if with_branches is None else with_branches
    return [each for each in Channel if each != Channel.DELEGATE or known]


@dataclass(frozen=True)
class Row:
    """A request of the branch: who acts now, and what exactly is awaited of the person."""

    case: Application
    who: str
    awaited: list[str]

    @property
    def meetings(self) -> list[Appointment]:
        """What is coming, the nearest first."""
        return self.case.meetings  # type: ignore[attr-defined]


def of_branch(user: User) -> ApplicationQuerySet:
    """What was written down in the delegate's branch or sent to it, newest first; nobody's kin, and no person's own
    draft. Nothing for whoever stands for no branch."""
    branch = branch_of(user)
    if branch is None:
        return Application.objects.none()
    theirs = Q(submitted_at__isnull=False) | Q(entered_by__isnull=False)
    coming = Prefetch("appointments", queryset=Appointment.objects.coming().order_by("starts_at"), to_attr="meetings")
    found = Application.objects.filter(theirs, branch=branch).exclude(person__in=kin_keys(user))
    related = found.select_related("person", "branch").prefetch_related(coming, "corrections", "papers")
    return related.order_by("-created_at", "pk")


def row_of(case: Application) -> Row:
    """No query."""
    if case.is_waiting:
        return Row(case, _("The person"), [each.name for each in missing(case)])
    if case.is_editable:
        ready = case.status == Status.AWAITING_DECLARATION
        return Row(case, _("The person"), [_("The signature") if ready else _("The rest of the pages")])
    return Row(case, actor(case), [])
