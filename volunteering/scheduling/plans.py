"""From a pattern to shifts that would be made, before any is: what stands in their way is said with each."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.utils import timezone

from office.queries import holidays
from saudi.hijri import InvalidDate, parse, to_gregorian, to_hijri
from volunteering.models import OpportunityPage, Shift

DAY = timedelta(days=1)
FIRST_YEAR, LAST_YEAR = 1930, 2070  # within the years of which the Hijri calendar is known
Span = tuple[time, time]  # An end that is not after the beginning is on the next day.


@dataclass(frozen=True)
class Planned:
    """A shift that would be made. `source` is the one it repeats, `met` the opportunity's own at the same time."""

    starts_at: datetime
    ends_at: datetime
    capacity: int
    place: str = ""
    note: str = ""
    source: UUID | None = None
    met: Shift | None = None
    beside: Shift | None = None
    is_past: bool = False
    is_rest: bool = False

    @property
    def key(self) -> str:
        """What names it in the form that confirms the plan."""
        return f"{self.starts_at:%Y%m%dT%H%M}-{self.ends_at:%H%M}-{str(self.source or '')[:8]}"

    @property
    def is_free(self) -> bool:
        """Whether it can be made."""
        return self.met is None and not self.is_past


@dataclass(frozen=True)
class Pattern:
    """The same hours on every day, with the same places."""

    days: Sequence[date]
    spans: Sequence[Span]
    capacity: int
    place: str = ""
    note: str = ""

    def shifts(self) -> list[Planned]:
        return [
            Planned(*moments(day, span), capacity=self.capacity, place=self.place, note=self.note)
            for day in self.days
            for span in self.spans
        ]


def moments(day: date, span: Span) -> tuple[datetime, datetime]:
    """Beginning and end of a span that begins on `day`."""
    begins, ends = span
    last = day if ends > begins else day + DAY
    return timezone.make_aware(datetime.combine(day, begins)), timezone.make_aware(datetime.combine(last, ends))


def days_between(first: date, last: date, weekdays: Iterable[int]) -> list[date]:
    """The days from first to last that fall on `weekdays` (Monday is 0)."""
    wanted = frozenset(weekdays)
    every = (first + DAY * passed for passed in range((last - first).days + 1))
    return [day for day in every if day.weekday() in wanted]


def length_of_month(year: int, month: int) -> int:
    """29 or 30. Raises `InvalidDate` for what is no Hijri month."""
    try:
        to_gregorian(year, month, 30)
    except InvalidDate as fault:
        if fault.reason != "no_such_day":
            raise
        to_gregorian(year, month, 29)
        return 29
    return 30


def same_day(day: date, year: int) -> date | None:
    """The same Hijri day of another year; None for the thirtieth of a month that has 29 days then."""
    found = to_hijri(day)
    return to_gregorian(year, found.month, found.day) if found.day <= length_of_month(year, found.month) else None


@dataclass(frozen=True)
class Repeated:
    """Shifts moved to another Hijri year: the plan, and those whose day that year does not have."""

    plan: list[Planned]
    lost: list[Shift]
    longer: list[date]  # Last days of months that are a day longer than those repeated.


def repeat(shifts: Iterable[Shift], *, by_years: int) -> Repeated:
    """The shifts on the same Hijri days of the year so many years later, at the same hours, with the same places."""
    plan, lost, last_days = [], [], set()
    for shift in shifts:
        begun = timezone.localtime(shift.starts_at)
        hijri = to_hijri(begun.date())
        year = hijri.year + by_years
        day = same_day(begun.date(), year)
        if hijri.day == length_of_month(hijri.year, hijri.month) == 29 < length_of_month(year, hijri.month):
            last_days.add(to_gregorian(year, hijri.month, 30))
        if day is None:
            lost.append(shift)
            continue
        starts = timezone.make_aware(datetime.combine(day, begun.time()))
        length = shift.ends_at - shift.starts_at
        plan.append(
            Planned(starts, starts + length, shift.capacity, place=shift.place, note=shift.note, source=shift.pk)
        )
    return Repeated(sorted(plan, key=lambda each: each.starts_at), lost, sorted(last_days))


def checked(opportunity: OpportunityPage | None, plan: Sequence[Planned]) -> list[Planned]:
    """The plan with what stands in the way of each shift; two queries whatever its length."""
    if not plan:
        return []
    now, rest = timezone.now(), holidays()
    first, last = min(each.starts_at for each in plan), max(each.ends_at for each in plan)
    near = list(Shift.objects.planned().filter(starts_at__lt=last, ends_at__gt=first).select_related("opportunity"))
    return [
        replace(
            each,
            met=_met([shift for shift in near if opportunity and shift.opportunity_id == opportunity.pk], each),
            beside=_met(_at_its_place(near, opportunity, each), each),
            is_past=each.starts_at <= now,
            is_rest=timezone.localdate(each.starts_at) in rest,
        )
        for each in plan
    ]


def _met(shifts: Iterable[Shift], planned: Planned) -> Shift | None:
    """The first of the shifts at the same time and place."""
    return next(
        (
            shift
            for shift in shifts
            if shift.starts_at < planned.ends_at and planned.starts_at < shift.ends_at and shift.place == planned.place
        ),
        None,
    )


def _at_its_place(near: Iterable[Shift], opportunity: OpportunityPage | None, planned: Planned) -> list[Shift]:
    """Of other opportunities, in the place of the planned shift."""
    where = planned.place or (opportunity.place if opportunity else "")
    if not where or opportunity is None or opportunity.is_remote:
        return []
    return [shift for shift in near if shift.opportunity_id != opportunity.pk and shift.where == where]


def parse_month(text: str) -> date:
    """The first day of a month written `2026-11`. Raises `InvalidDate`."""
    first = parse(f"{text}-01").replace(day=1)
    if not FIRST_YEAR <= first.year <= LAST_YEAR:
        raise InvalidDate("out_of_range")
    return first
