"""Free times and booked ones, each in a fixed number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from accounts.models import User
from applications.enums import Meeting, Status
from applications.models import Application, Appointment, Slot
from office.queries import settings as office_settings
from people.helping.enums import HelperScope
from people.helping.queries import permission_for
from people.models import Helper, Person


@dataclass(frozen=True)
class Day:
    """The free times of one day, in their order."""

    day: date
    slots: list[Slot]


def free(slots: QuerySet[Slot]) -> QuerySet[Slot]:
    """Those of the slots that nobody holds."""
    return slots.exclude(Exists(Appointment.objects.booked().filter(slot=OuterRef("pk"))))


def offered(case: Application) -> QuerySet[Slot]:
    """The free times that a person may choose online for a request, the nearest first.

    A visit to the home is a part of the study, and by the colleague who makes it. A time of a branch is for the
    requests of that branch.
    """
    since = timezone.now() + timedelta(hours=office_settings().appointment_change_hours)
    colleague = Q(colleague__isnull=True) | Q(colleague__is_active=True)
    slots = Slot.objects.filter(colleague, is_open=True, starts_at__gt=since)
    if case.branch_id:
        slots = slots.filter(Q(branch__isnull=True) | Q(branch=case.branch_id))
    if case.status != Status.RESEARCH:
        slots = slots.exclude(meeting=Meeting.HOME)
    elif case.assigned_to_id:
        slots = slots.exclude(Q(meeting=Meeting.HOME) & ~Q(colleague=case.assigned_to_id) & Q(colleague__isnull=False))
    return free(slots).select_related("branch").order_by("starts_at", "pk")


def by_day(slots: Iterable[Slot]) -> list[Day]:
    """The slots in groups, one for each day of the association's own calendar."""
    days = groupby(slots, key=lambda slot: timezone.localdate(slot.starts_at))
    return [Day(day, list(each)) for day, each in days]


def _whole() -> QuerySet[Appointment]:
    related = ("application", "person__recipient__user", "person__user", "slot", "colleague")
    return Appointment.objects.select_related(*related)


def of_case(case: Application) -> QuerySet[Appointment]:
    """The appointments of a request, the nearest first."""
    return case.appointments.select_related("colleague").order_by("starts_at", "pk")


def mine(user: User) -> QuerySet[Appointment]:
    """The appointments of the account's person, the latest first."""
    whose = Person.objects.behind(user)
    return _whole().filter(person__in=whose).order_by("-starts_at", "pk")


def own(user: User, pk: UUID) -> Appointment:
    """One's own appointment. Raises Appointment.DoesNotExist for another's and for none alike."""
    return mine(user).get(pk=pk)


def shared(user: User, pk: UUID, scope: HelperScope) -> tuple[Appointment, Helper]:
    """An appointment of somebody whom the account helps, and the permission. Raises Appointment.DoesNotExist."""
    found = _whole().get(pk=pk, application__isnull=False)
    held = permission_for(user, found.person, scope)
    if held is None:
        raise Appointment.DoesNotExist
    return found, held


def may_change(appointment: Appointment) -> bool:
    """Whether the person may still move or cancel it online."""
    until = appointment.starts_at - timedelta(hours=office_settings().appointment_change_hours)
    return appointment.is_booked and timezone.now() < until
