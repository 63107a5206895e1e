"""The ways of looking at the queue."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Q
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.roles import Role
from accounts.rules import roles_of
from applications.enums import DECIDED, STOPPED, WITH_STAFF, Status
from applications.models import CaseMessage, Clarification

SOON = timedelta(days=3)  # Calendar days: on a Thursday the next Sunday is soon.
IDLE = Q(waiting_since__isnull=True)
OPEN = Q(status__in=WITH_STAFF)
AT_DESK = (Status.SUBMITTED, Status.VERIFYING, Status.RESEARCH)
STATIONS = {
    Role.RECEPTION: (Status.SUBMITTED, Status.VERIFYING),
    Role.RESEARCHER: (Status.RESEARCH,),
    Role.COMMITTEE: (Status.COMMITTEE,),
    Role.CHAIR: (Status.COMMITTEE,),
    Role.MANAGER: WITH_STAFF,
}
WIDEST = "open"
ENDED = "decided"  # Grows for ever, so it is not counted.


@dataclass(frozen=True)
class View:
    """One way of looking at the queue."""

    slug: str
    label: str | Promise
    condition: Q

    @property
    def is_ended(self) -> bool:
        """Whether it shows what ended: nothing there is due any more."""
        return self.slug == ENDED


def views_for(user: User) -> list[View]:
    """The ways of looking at the queue, the nearest to the colleague first."""
    today = timezone.localdate()
    return [
        View("mine", _("Mine"), OPEN & Q(assigned_to=user)),
        View("team", _("My team's"), Q(status__in=stations_of(user))),
        View("unassigned", _("Unassigned"), OPEN & Q(status__in=AT_DESK, assigned_to__isnull=True)),
        View("questions", _("Open questions"), OPEN & Q(pk__in=asked())),
        View("waiting", _("Waiting for the person"), Q(waiting_since__isnull=False)),
        View("today", _("Due today"), OPEN & IDLE & Q(due_on=today)),
        View("soon", _("Due soon"), OPEN & IDLE & Q(due_on__gt=today, due_on__lte=today + SOON)),
        View("overdue", _("Overdue"), OPEN & IDLE & Q(due_on__lt=today)),
        View(WIDEST, _("All open"), OPEN),
        View(ENDED, _("Ended"), Q(status__in=(*DECIDED, *STOPPED))),
    ]


def chosen_of(views: list[View], slug: str | None) -> View:
    """The view that the address names, or the widest one."""
    return next((view for view in views if view.slug == slug), next(view for view in views if view.slug == WIDEST))


def stations_of(user: User) -> list[Status]:
    """The stations at which the colleague's roles work."""
    roles = roles_of(user)
    found = {status for role, stations in STATIONS.items() if role.value in roles for status in stations}
    return [status for status in WITH_STAFF if status in found]


def asked() -> object:
    """The cases with a question that nobody answered yet, in the talk or by the button on a step (R34, R38)."""
    talk = CaseMessage.objects.open_questions().order_by().values("application")
    return talk.union(Clarification.objects.open().order_by().values("application"))
