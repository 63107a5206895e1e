"""Reads of who may hold cases, in a fixed number of queries."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import OuterRef, Q
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from applications.enums import WITH_STAFF
from applications.models import Application
from casework.assigning.rules import can_hold, is_kept_from
from casework.queue.looks import IDLE
from casework.queue.queries import Capped, capped, worded
from casework.rules import is_reception

MOST_NAMED = 5  # Colleagues on the page of a case; asking of each whether it is kin costs queries.
HOLDERS = (Role.RECEPTION, Role.RESEARCHER, Role.MANAGER)


@dataclass(frozen=True)
class Holder:
    """A colleague who may hold cases, and how many open ones there are."""

    user: User
    load: int
    overdue: int = 0
    waiting: int = 0
    away_until: date | None = None

    @property
    def name(self) -> str:
        return self.user.get_full_name() or self.user.reference

    @property
    def is_away(self) -> bool:
        return self.away_until is not None

    @property
    def shown(self) -> str:
        """The load for the screen, counted no further than the queue counts."""
        return worded(self.load)


def holders(*roles: Role) -> list[Holder]:
    """Colleagues at work whose roles hold cases (or any of `roles`), by name. One query."""
    counted = _people(roles or HOLDERS).annotate(load=load_of())
    return [Holder(user, user.load, away_until=away_until(user)) for user in counted]


def loads() -> list[Holder]:
    """The same with how much of it is late, and how much waits for the person. One query."""
    late = _held().filter(IDLE, due_on__lt=timezone.localdate())
    waiting = _held().filter(waiting_since__isnull=False)
    counted = _people(HOLDERS).annotate(load=load_of(), late=capped(late), waiting=capped(waiting))
    return [Holder(user, user.load, user.late, user.waiting, away_until(user)) for user in counted]


def others_who_match(user: User, case: Application) -> list[str] | None:
    """The names of some colleagues who may match what this one wrote down; None for whoever is not kept from it."""
    if not (is_kept_from(user, case) and is_reception(user, case)):
        return None
    people = _people([Role.RECEPTION]).exclude(pk=user.pk).filter(at_work())
    return [each.get_full_name() or each.reference for each in people[:MOST_NAMED] if can_hold(each, case)]


def load_of() -> Capped:
    """How many open cases stand with each account of the outer query."""
    return capped(_held())


def away_until(user: User) -> date | None:
    """The last day of an absence that holds today; None for whoever is at work."""
    desk, today = getattr(user, "desk", None), timezone.localdate()
    if desk is None or desk.away_from is None or not desk.away_from <= today <= desk.away_until:
        return None
    return desk.away_until


def at_work() -> Q:
    """Accounts that are open and not away today, as a condition on accounts."""
    today = timezone.localdate()
    away = Q(desk__away_from__lte=today, desk__away_until__gte=today)
    return Q(is_active=True) & (~away | Q(desk__isnull=True) | Q(desk__away_from__isnull=True))


def _people(roles: Any) -> Any:
    people = User.objects.filter(is_active=True, groups__role_group__role__in=roles).distinct()
    return people.select_related("desk").order_by("first_name", "last_name", "pk")


def _held() -> Any:
    """The open cases of the account of the outer query."""
    return Application.objects.filter(assigned_to=OuterRef("pk"), status__in=WITH_STAFF).order_by()
