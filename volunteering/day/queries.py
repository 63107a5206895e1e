"""What a coordinator sees of a day: its shifts with numbers, and the people of one; fixed numbers of queries."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When
from django.utils import timezone

from saudi.folding import fold
from volunteering.enums import CAME, PlacementStatus
from volunteering.models import Incident, Placement, Shift, Volunteer

OF_THE_DAY = (PlacementStatus.ACCEPTED, *CAME, PlacementStatus.NO_SHOW)
FIRST_WHO_MAY_STILL_COME = {PlacementStatus.ACCEPTED: 0, PlacementStatus.CHECKED_IN: 1, PlacementStatus.COMPLETED: 2}


@dataclass(frozen=True)
class Counts:
    """How many of a shift are awaited, there, gone again, and absent."""

    awaited: int = 0
    present: int = 0
    left: int = 0
    missing: int = 0


def shifts_of(day: date) -> QuerySet[Shift]:
    """The shifts that touch a day, with `awaited`, `present`, `left` and `missing`. One query."""
    begin = timezone.make_aware(datetime.combine(day, time.min))
    touching = Shift.objects.planned().filter(starts_at__lt=begin + timedelta(days=1), ends_at__gt=begin)
    counts: dict[str, Any] = {
        name: Count("placements", filter=Q(placements__status=status)) for name, status in _COUNTED.items()
    }
    return touching.annotate(**counts).select_related("opportunity").order_by("starts_at", "pk")


def next_day(after: date) -> date | None:
    """The first day after another on which a shift begins. One query."""
    end = timezone.make_aware(datetime.combine(after, time.max))
    found = Shift.objects.planned().filter(starts_at__gt=end).order_by("starts_at").values_list("starts_at", flat=True)
    begin = found.first()
    return timezone.localtime(begin).date() if begin else None


def one_shift(key: UUID) -> Shift:
    """A planned shift. Raises Shift.DoesNotExist."""
    return Shift.objects.planned().select_related("opportunity").get(pk=key)


def people_of(shift: Shift, words: str = "") -> list[Placement]:
    """Everyone who is expected or was there, whoever may still come first, by name. One query."""
    order = Case(
        *(When(status=status, then=Value(place)) for status, place in FIRST_WHO_MAY_STILL_COME.items()),
        default=Value(3),
        output_field=IntegerField(),
    )
    reached = ("shift", "volunteer__person__recipient", "volunteer__person__user")
    people = Placement.objects.filter(shift=shift, status__in=OF_THE_DAY).select_related(*reached)
    if words:
        people = people.filter(volunteer__person__folded_name__contains=fold(words))
    return list(people.order_by(order, "volunteer__person__folded_name", "pk"))


def counts_of(shift: Shift) -> Counts:
    """The numbers of one shift. One query."""
    of = {row["status"]: row["number"] for row in _numbers(shift)}
    return Counts(**{name: of.get(status, 0) for name, status in _COUNTED.items()})


def counts_in(people: list[Placement]) -> Counts:
    """The same of everyone in a shift, read already."""
    of = Counter(place.status for place in people)
    return Counts(**{name: of[status] for name, status in _COUNTED.items()})


def one_placement(key: UUID) -> Placement:
    """A place in a planned shift. Raises Placement.DoesNotExist."""
    found = Placement.objects.filter(shift__in=Shift.objects.planned(), status__in=OF_THE_DAY)
    return found.select_related("shift__opportunity", "volunteer__person").get(pk=key)


def places_of(volunteer: Volunteer, day: date) -> list[Placement]:
    """The places of a volunteer in the shifts that touch a day. One query."""
    found = Placement.objects.filter(volunteer=volunteer, shift__in=shifts_of(day).order_by().values("pk"))
    found = found.filter(status__in=OF_THE_DAY).select_related("shift__opportunity")
    return list(found.order_by("shift__starts_at", "pk"))


def incidents_of(shift: Shift) -> QuerySet[Incident]:
    return Incident.objects.filter(shift=shift).select_related("by", "volunteer__person")


def _numbers(shift: Shift) -> Any:
    rows = Placement.objects.filter(shift=shift, status__in=OF_THE_DAY).order_by()
    return rows.values("status").annotate(number=Count("pk"))


_COUNTED = {
    "awaited": PlacementStatus.ACCEPTED,
    "present": PlacementStatus.CHECKED_IN,
    "left": PlacementStatus.COMPLETED,
    "missing": PlacementStatus.NO_SHOW,
}
