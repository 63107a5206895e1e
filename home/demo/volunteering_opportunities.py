"""The coming shifts of the demo's opportunities: most come back every week, some are on one day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone

from accounts.models import User
from home.demo.clock import DAY, clock, morning
from volunteering.models import OpportunityPage, Shift
from volunteering.scheduling.actions import make

MONDAY, TUESDAY, WEDNESDAY, _THURSDAY, FRIDAY, SATURDAY, SUNDAY = range(7)


@dataclass(frozen=True)
class Rhythm:
    """On a weekday, in so many of the coming weeks, from when and how long, and for how many."""

    weekday: int
    weeks: tuple[int, ...]
    begins: time
    hours: float
    capacity: int

    def starts(self) -> Iterable[datetime]:
        """The moments at which its shifts begin."""
        return (timezone.make_aware(datetime.combine(day, self.begins)) for day in self._days(timezone.localdate()))

    def _days(self, today: date) -> Iterable[date]:
        first = today + ((self.weekday - today.weekday()) % 7 or 7) * DAY
        return (first + week * 7 * DAY for week in self.weeks)


EVERY_WEEK = tuple(range(6))
SHIFTS = {
    "reception-interpreter": (
        Rhythm(SUNDAY, EVERY_WEEK, time(9), 3, 2),
        Rhythm(TUESDAY, EVERY_WEEK, time(9), 3, 1),
    ),
    "arabic-for-beginners": (Rhythm(MONDAY, EVERY_WEEK, time(19, 30), 1.5, 2),),
    "driving-elders": (Rhythm(WEDNESDAY, EVERY_WEEK, time(8), 4, 3),),
    "leaflets-from-home": (Rhythm(SATURDAY, (0, 2, 4), time(10), 3, 5),),
    "umrah-companions": (Rhythm(FRIDAY, (2, 5), time(5), 14, 4),),
    "event-photography": (Rhythm(FRIDAY, (3,), time(16, 30), 3.5, 2),),
    "visits-by-women": (Rhythm(TUESDAY, EVERY_WEEK, time(16), 2.5, 4),),
    "help-with-requests": (Rhythm(MONDAY, EVERY_WEEK, time(9), 3, 2),),
}


def build_volunteering_opportunities(coordinator: User) -> int:
    """Set the shifts of each opportunity that has none; how many were made."""
    made = 0
    for slug, rhythms in SHIFTS.items():
        page = OpportunityPage.objects.filter(slug=slug, locale__language_code="ar").first()
        if page is None or Shift.objects.of(page).exists():
            continue
        planned = [(moment, rhythm) for rhythm in rhythms for moment in rhythm.starts()]
        with clock(morning(9)):
            for moment, rhythm in planned:
                _set(page, moment, rhythm, coordinator)
        made += len(planned)
    return made


def _set(page: OpportunityPage, moment: datetime, rhythm: Rhythm, coordinator: User) -> None:
    ends = moment + timedelta(hours=rhythm.hours)
    make(page, by=coordinator, starts_at=moment, ends_at=ends, capacity=rhythm.capacity)
