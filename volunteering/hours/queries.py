"""Hours as they are read: one's own, the desk's list, and what they come to, each in a fixed number of queries."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet, Sum
from django.utils import timezone

from accounts.models import User
from volunteering.enums import HoursStatus
from volunteering.errands.queries import done
from volunteering.models import Errand, HoursEntry, Volunteer

APPROVED = Q(status=HoursStatus.APPROVED)
OF_A_SHIFT = ("placement__shift__opportunity__locale", "placement__volunteer__person", "approved_by")
MOST_TOTALS = 200


@dataclass(frozen=True)
class Credit:
    """All that counts of a volunteer: hours of shifts, and help in requests that a colleague noted."""

    entries: list[HoursEntry]
    helped: list[Errand]

    @property
    def approved(self) -> list[HoursEntry]:
        return [entry for entry in self.entries if entry.is_approved and entry.approved_minutes]

    @property
    def given(self) -> list[tuple[date, int]]:
        """Each day with its minutes."""
        shifts = [(entry.placement.shift.day, entry.approved_minutes or 0) for entry in self.approved]
        return [*shifts, *((errand.day, errand.minutes or 0) for errand in self.helped)]

    @property
    def helped_minutes(self) -> int:
        return sum(errand.minutes or 0 for errand in self.helped)


@dataclass(frozen=True)
class Total:
    """What the hours of one person, opportunity or season come to."""

    name: str
    shifts: int
    minutes: int


def own(volunteer: Volunteer) -> QuerySet[HoursEntry]:
    """One's own, the latest shift first."""
    mine = HoursEntry.objects.filter(placement__volunteer=volunteer).select_related(OF_A_SHIFT[0])
    return mine.order_by("-placement__shift__starts_at", "pk")


def credit(volunteer: Volunteer) -> Credit:
    """One's own, with help in requests. Two queries."""
    return Credit(list(own(volunteer)), list(done(volunteer)))


def own_one(user: User, key: UUID) -> HoursEntry:
    """One's own hours. Raises HoursEntry.DoesNotExist for another's and none alike."""
    mine = HoursEntry.objects.filter(placement__volunteer__in=Volunteer.objects.of(user))
    return mine.select_related(*OF_A_SHIFT).get(pk=key)


def chosen(filters: dict[str, Any]) -> QuerySet[HoursEntry]:
    """The hours that the desk's filters leave: status, opportunity, season, and the days of the shifts."""
    found = HoursEntry.objects.select_related(*OF_A_SHIFT)
    if filters.get("status"):
        found = found.filter(status=filters["status"])
    if filters.get("opportunity"):
        found = found.filter(placement__shift__opportunity=filters["opportunity"])
    if filters.get("season"):
        found = found.filter(placement__shift__opportunity__season=filters["season"])
    if filters.get("first"):
        found = found.filter(placement__shift__starts_at__gte=_begin(filters["first"]))
    if filters.get("last"):
        found = found.filter(placement__shift__starts_at__lt=_begin(filters["last"]) + timedelta(days=1))
    return found.order_by("-placement__shift__starts_at", "placement__volunteer__person__folded_name", "pk")


def counts() -> dict[str, int]:
    """How many hours stand in each status. One query."""
    rows = HoursEntry.objects.order_by().values("status").annotate(number=Count("pk"))
    return {row["status"]: row["number"] for row in rows}


def one(key: UUID) -> HoursEntry:
    """For the desk. Raises HoursEntry.DoesNotExist."""
    return HoursEntry.objects.select_related(*OF_A_SHIFT).get(pk=key)


def helped(filters: dict[str, Any]) -> QuerySet[Errand]:
    """Help in requests that the same filters leave: it is of no opportunity and no season, and is approved."""
    found = Errand.objects.done().select_related("taken_by__person", "noted_by")
    if (
        filters.get("opportunity")
        or filters.get("season")
        or filters.get("status") not in (None, "", HoursStatus.APPROVED)
    ):
        return found.none()
    if filters.get("first"):
        found = found.filter(starts_at__gte=_begin(filters["first"]))
    if filters.get("last"):
        found = found.filter(starts_at__lt=_begin(filters["last"]) + timedelta(days=1))
    return found.order_by("-starts_at", "taken_by__person__folded_name", "pk")


def totals(hours: QuerySet[HoursEntry]) -> dict[str, list[Total]]:
    """What the approved of these hours come to by season, opportunity and person, the most first. Three queries."""
    names = {
        "seasons": "placement__shift__opportunity__season",
        "opportunities": "placement__shift__opportunity__title",
        "people": "placement__volunteer__person__full_name",
    }
    keys = {"seasons": names["seasons"], "opportunities": "placement__shift__opportunity"}
    keys["people"] = "placement__volunteer"
    return {each: list(_summed(hours, names[each], keys[each])) for each in names}


def helped_totals(errands: QuerySet[Errand]) -> list[Total]:
    """What help in requests comes to by person, the most first. One query."""
    rows = errands.order_by().values("taken_by", called=F("taken_by__person__full_name"))
    summed = rows.annotate(times=Count("pk"), sum=Sum("minutes")).order_by("-sum", "called")
    return [Total(row["called"], row["times"], row["sum"] or 0) for row in summed[:MOST_TOTALS]]


def helped_sum(errands: QuerySet[Errand]) -> int:
    """Minutes of help in requests. One query."""
    return errands.order_by().aggregate(sum=Sum("minutes"))["sum"] or 0


def sum_of(hours: QuerySet[HoursEntry]) -> int:
    """The approved minutes of these hours. One query."""
    return hours.filter(APPROVED).order_by().aggregate(sum=Sum("approved_minutes"))["sum"] or 0


def _summed(hours: QuerySet[HoursEntry], name: str, key: str) -> Iterator[Total]:
    rows = hours.filter(APPROVED).order_by().values(key, called=F(name))
    summed = rows.annotate(shifts=Count("pk"), minutes=Sum("approved_minutes")).order_by("-minutes", "called")
    for row in summed[:MOST_TOTALS]:
        yield Total(row["called"], row["shifts"], row["minutes"] or 0)


def _begin(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
