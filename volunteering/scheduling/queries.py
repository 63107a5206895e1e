"""What the coordinator's screens of shifts read, in a fixed number of SQL queries."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Count, F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import get_language

from saudi import hijri
from saudi.hijri import to_gregorian, to_hijri
from volunteering.enums import CAME, PlacementStatus
from volunteering.models import OpportunityPage, Shift, ShiftBatch

DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)
MOST_OF_A_MONTH = 400  # shifts that the calendar shows; beyond it says so


def opportunities() -> QuerySet[OpportunityPage]:
    """On the source's pages hang the shifts, drafts among them."""
    source = OpportunityPage.objects.filter(locale__language_code=settings.LANGUAGE_CODE)
    return source.order_by("-live", "title", "pk")


def shifts() -> QuerySet[Shift]:
    """Every shift with what is held and who waits, soonest first."""
    return Shift.objects.counted().select_related("opportunity").order_by("starts_at", "pk")


def lacking() -> Q:
    """Of counted shifts: places are free."""
    return Q(taken__lt=F("capacity"))


def one(pk: UUID) -> Shift:
    """A shift with its numbers. Raises Shift.DoesNotExist."""
    came = Count("placements", filter=Q(placements__status__in=CAME))
    missed = Count("placements", filter=Q(placements__status=PlacementStatus.NO_SHOW))
    open_offers = (PlacementStatus.OFFERED, PlacementStatus.AWAITING_GUARDIAN)
    asked = Count("placements", filter=Q(placements__status__in=open_offers))
    counted = shifts().select_related("opportunity", "batch").annotate(came=came, missed=missed, asked=asked)
    return counted.get(pk=pk)


def batch(pk: UUID) -> ShiftBatch:
    """A set of shifts. Raises ShiftBatch.DoesNotExist."""
    return ShiftBatch.objects.select_related("opportunity", "made_by").get(pk=pk)


def is_untouched(batch: ShiftBatch) -> bool:
    """Whether nobody has joined any shift of a set, nor written of one."""
    return not batch.shifts.filter(Q(placements__isnull=False) | Q(incidents__isnull=False)).exists()


@dataclass(frozen=True)
class Day:
    """One day of the calendar."""

    day: date
    is_inside: bool  # of the month that is shown
    is_today: bool
    shifts: list[Shift]

    @property
    def weekday(self) -> str:
        return hijri.weekday(self.day, get_language() or "ar")

    @property
    def hijri(self) -> str:
        """The Hijri day and month, in the active language."""
        found, names = to_hijri(self.day), hijri.HIJRI_MONTHS
        return f"{found.day} {names.get(get_language() or 'ar', names['en'])[found.month - 1]}"


@dataclass(frozen=True)
class Month:
    """The weeks of a month, from Sunday to Saturday."""

    first: date
    weeks: list[list[Day]]
    is_cut: bool

    @property
    def before(self) -> date:
        return (self.first - DAY).replace(day=1)

    @property
    def after(self) -> date:
        return (self.first + 31 * DAY).replace(day=1)


def month(first: date, chosen: QuerySet[Shift]) -> Month:
    """The month that begins on `first`, with the shifts of `chosen`; one query."""
    begin = first - DAY * ((first.weekday() + 1) % 7)
    last = (first + 31 * DAY).replace(day=1) - DAY
    weeks = ((last - begin).days // 7) + 1
    found = list(
        chosen.filter(starts_at__range=(_midnight(begin), _midnight(begin + 7 * weeks * DAY)))[:MOST_OF_A_MONTH]
    )
    by_day: dict[Any, list[Shift]] = {}
    for shift in found:
        by_day.setdefault(shift.day, []).append(shift)
    today = timezone.localdate()
    days = [begin + DAY * passed for passed in range(7 * weeks)]
    cells = [Day(day, day.month == first.month, day == today, by_day.get(day, [])) for day in days]
    rows = [cells[at : at + 7] for at in range(0, len(cells), 7)]
    return Month(first, rows, is_cut=len(found) == MOST_OF_A_MONTH)


def hijri_years(opportunity: OpportunityPage) -> list[int]:
    """The Hijri years in which an opportunity had shifts, newest first."""
    begun = Shift.objects.of(opportunity).planned().values_list("starts_at", flat=True)
    return sorted({to_hijri(timezone.localdate(moment)).year for moment in begun}, reverse=True)


def of_year(opportunity: OpportunityPage, year: int) -> list[Shift]:
    """The shifts of an opportunity in a Hijri year, soonest first."""
    between = (_midnight(to_gregorian(year, 1, 1)), _midnight(to_gregorian(year + 1, 1, 1)) - SECOND)
    every = Shift.objects.of(opportunity).planned().filter(starts_at__range=between)
    return list(every.select_related("opportunity").order_by("starts_at", "pk"))


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
