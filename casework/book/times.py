"""From a pattern to moments: which times lie in it, in the association's hours and off its days of rest."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from accounts.models import User
from applications.enums import Meeting
from applications.models import Slot
from office.models import Branch
from office.queries import holidays, settings, timetable
from office.timetable import Hours, Timetable
from saudi.working_days import is_working_day

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Pattern:
    """Times on chosen weekdays from one day to another; on a single day its weekday does not matter.

    `weekdays` counts as `date.weekday()`. `begins` and `ends` bound each day; what would pass `ends` is left out.
    """

    first: date
    last: date
    weekdays: frozenset[int]
    begins: time
    ends: time
    minutes: int
    meeting: Meeting = Meeting.OFFICE
    colleague: User | None = None
    place: str = ""
    branch: Branch | None = None
    is_open: bool = True

    @property
    def days(self) -> Iterable[date]:
        """The days of the pattern, days of rest among them."""
        every = [self.first + DAY * passed for passed in range((self.last - self.first).days + 1)]
        return every if len(every) == 1 else [day for day in every if day.weekday() in self.weekdays]


def moments(pattern: Pattern, now: datetime) -> list[datetime]:
    """When the times of a pattern begin, those that have passed left out; three queries."""
    table, rest = timetable(settings(), pattern.first), holidays()
    working = [day for day in pattern.days if is_working_day(day, rest)]
    return [moment for day in working for moment in _of_day(pattern, day, table) if moment > now]


def _of_day(pattern: Pattern, day: date, table: Timetable | None) -> list[datetime]:
    hours = table.hours_on(day) if table else Hours(pattern.begins, pattern.ends)
    if hours is None:
        return []
    length, found = timedelta(minutes=pattern.minutes), []
    moment = datetime.combine(day, pattern.begins)
    closes = datetime.combine(day, min(pattern.ends, hours.closing))
    while moment + length <= closes:
        if moment.time() >= hours.opening:
            found.append(timezone.make_aware(moment))
        moment += length
    return found


def clash(begins: Iterable[datetime], minutes: int, kept: Iterable[Slot]) -> datetime | None:
    """The first of the moments whose time would run into a slot that is kept already."""
    length, held = timedelta(minutes=minutes), sorted((slot.starts_at, slot.ends_at) for slot in kept)
    for moment in sorted(begins):
        if any(start < moment + length and moment < end for start, end in held):
            return moment
    return None
