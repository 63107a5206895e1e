"""Hours and days of rest as plain values: what is open when. Dates and times are those of Asia/Riyadh."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from saudi import working_days

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Hours:
    """From when to when the doors are open; `name` tells of special hours."""

    opening: time
    closing: time
    name: str = ""


@dataclass(frozen=True)
class Span:
    """Special hours from the first to the last day, both counted."""

    first: date
    last: date
    hours: Hours


@dataclass(frozen=True)
class Timetable:
    """The ordinary hours, the days of rest with their occasions, and the spans of special hours."""

    ordinary: Hours
    rest: Mapping[date, str]
    spans: tuple[Span, ...] = ()

    def hours_on(self, day: date) -> Hours | None:
        """The hours of a day; None on a holiday and at the weekend, special hours or not."""
        if not working_days.is_working_day(day, self.rest):
            return None
        return next((span.hours for span in self.spans if span.first <= day <= span.last), self.ordinary)

    def is_open(self, now: datetime) -> bool:
        """Whether the doors are open at a local moment: from the opening on, before the closing."""
        hours = self.hours_on(now.date())
        return hours is not None and hours.opening <= now.time() < hours.closing

    def is_past_closing(self, now: datetime) -> bool:
        """Whether a working day's doors have shut."""
        hours = self.hours_on(now.date())
        return hours is not None and now.time() >= hours.closing

    def next_opening(self, now: datetime) -> tuple[date, Hours]:
        """The day and hours of the next opening after a local moment at which the doors are shut."""
        day = now.date()
        hours = self.hours_on(day)
        if hours is None or now.time() >= hours.opening:
            day = working_days.roll_forward(day + DAY, self.rest)
        opening = self.hours_on(day)
        assert opening is not None
        return day, opening

    def week(self, today: date) -> list[tuple[date, Hours | None]]:
        """The seven days from today on, each with its hours."""
        days = [today + DAY * passed for passed in range(7)]
        return [(day, self.hours_on(day)) for day in days]
