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
from volunteering.models import HoursEntry, Volunteer

APPROVED = Q(status=HoursStatus.APPROVED)
OF_A_SHIFT = ("placement__shift__opportunity", "placement__volunteer__person", "approved_by")
MOST_TOTALS = 200


@dataclass(frozen=True)
class Total:
    """What the hours of one person, opportunity or season come to."""

    name: str
    shifts: int
    minutes: int


def own(volunteer: Volunteer) -> QuerySet[HoursEntry]:
    """One's own, the latest shift first."""
    mine = HoursEntry.objects.filter(placement__volunteer=volunteer).select_related("placement__shift__opportunity")
    return mine.order_by("-placement__shift__starts_at", "pk")


def own_one(user: User, key: UUID) -> HoursEntry:
    """One's own hours. Raises HoursEntry.DoesNotExist for another's and none alike."""
    mine = HoursEntry.objects.filter(placement__volunteer__in=Volunteer.objects.of(user))
    return mine.select_related(*OF_A_SHIFT).get(pk=key)


def approved_minutes(volunteer: Volunteer) -> int:
    """All that was approved of a volunteer. One query."""
    return own(volunteer).filter(APPROVED).order_by().aggregate(sum=Sum("approved_minutes"))["sum"] or 0


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


def sum_of(hours: QuerySet[HoursEntry]) -> tuple[int, int]:
    """How many of these hours are approved, and their minutes. One query."""
    row = hours.filter(APPROVED).order_by().aggregate(number=Count("pk"), minutes=Sum("approved_minutes"))
    return row["number"], row["minutes"] or 0


def _summed(hours: QuerySet[HoursEntry], name: str, key: str) -> Iterator[Total]:
    rows = hours.filter(APPROVED).order_by().values(key, called=F(name))
    summed = rows.annotate(shifts=Count("pk"), minutes=Sum("approved_minutes")).order_by("-minutes", "called")
    for row in summed[:MOST_TOTALS]:
        yield Total(row["called"], row["shifts"], row["minutes"] or 0)


def _begin(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
