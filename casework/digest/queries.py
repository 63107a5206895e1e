"""What waits at a colleague's desk, as numbers with the addresses of their lists."""

from dataclasses import dataclass, replace

from django.conf import settings
from django.db.models import Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from casework.models import Desk
from casework.queue.looks import IDLE, OPEN, View, views_for
from casework.queue.queries import counts

OWN = {"today": _("Yours, due today"), "overdue": _("Yours, overdue"), "soon": _("Yours, due soon")}
SHARED = ("unassigned", "questions")


@dataclass(frozen=True)
class Line:
    """One number of the digest."""

    label: str | Promise
    number: int
    address: str


def lines_for(user: User) -> list[Line]:
    """The numbers of the day: one's own late and due cases, those that wait for anybody, and open questions."""
    views = {view.slug: view for view in views_for(user)}
    mine = [replace(views[slug], label=label, condition=_own(views[slug], user)) for slug, label in OWN.items()]
    asked = [*mine, *(views[slug] for slug in SHARED)]
    numbers = counts(user, asked)
    return [Line(view.label, numbers[view.slug], _address(view)) for view in asked]


def wants_digest(user: User) -> bool:
    """Whether the colleague wants the digest; everyone does until they say otherwise."""
    desk = Desk.objects.filter(user=user).first()
    return desk is None or desk.wants_digest


def _own(view: View, user: User) -> Q:
    return OPEN & IDLE & view.condition & Q(assigned_to=user)


def _address(view: View) -> str:
    mine = "&with_whom=me" if view.slug in OWN else ""
    return f"{settings.WAGTAILADMIN_BASE_URL}{reverse('casework:queue')}?view={view.slug}{mine}"
