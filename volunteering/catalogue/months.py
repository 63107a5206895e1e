"""A month of either calendar as weeks of days: 1448-09 is Hijri, 2026-12 is Gregorian."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import get_language

from saudi import hijri
from saudi.digits import to_western

SHAPE = re.compile(r"([0-9]{4})-([0-9]{1,2})")
FIRST_GREGORIAN = 1700  # A smaller year can only be a Hijri one.
MONTHS = 12
SUNDAY = 6
DAY = timedelta(days=1)


class InvalidMonth(ValueError):
    """A text that names no month of either calendar."""


@dataclass(frozen=True)
class Month:
    """A month; the calendar follows from the year."""

    year: int
    number: int

    @classmethod
    def read(cls, text: str) -> "Month":
        """The month that a text such as `1448-09` names, in any digits. Raises InvalidMonth."""
        found = SHAPE.fullmatch(to_western(text).strip())
        if not found or not 1 <= int(found[2]) <= MONTHS:
            raise InvalidMonth(text)
        month = cls(int(found[1]), int(found[2]))
        try:
            hijri.to_hijri(month.first), hijri.to_hijri(month.last)
        except (hijri.InvalidDate, ValueError, OverflowError):
            raise InvalidMonth(text) from None
        return month

    @classmethod
    def around(cls, day: date, *, is_hijri: bool) -> "Month":
        """The month of `day`."""
        found = hijri.to_hijri(day) if is_hijri else day
        return cls(found.year, found.month)

    def __str__(self) -> str:
        return f"{self.year:04}-{self.number:02}"

    @property
    def is_hijri(self) -> bool:
        return self.year < FIRST_GREGORIAN

    @property
    def first(self) -> date:
        if self.is_hijri:
            return hijri.to_gregorian(self.year, self.number, 1)
        return date(self.year, self.number, 1)

    @property
    def last(self) -> date:
        return self.moved(1).first - DAY

    def moved(self, by: int) -> "Month":
        """The month so many months later, or earlier."""
        years, number = divmod(self.number - 1 + by, MONTHS)
        return Month(self.year + years, number + 1)

    @property
    def other(self) -> "Month":
        """The month of the other calendar in which the middle of this one lies."""
        return Month.around(self.first + 14 * DAY, is_hijri=not self.is_hijri)

    @property
    def title(self) -> str:
        """The month in words, in the active language."""
        name = hijri.hijri_month if self.is_hijri else hijri.gregorian_month
        return name(self.year, self.number, get_language() or "ar")

    @property
    def beside(self) -> str:
        """The months of the other calendar that it touches, in words."""
        ends = [Month.around(day, is_hijri=not self.is_hijri) for day in (self.first, self.last)]
        return " – ".join(dict.fromkeys(month.title for month in ends))

    def weeks(self) -> Iterator[list[date | None]]:
        """Its weeks from Sunday to Saturday; None stands for the days of other months."""
        days: list[date | None] = [None] * ((self.first.weekday() - SUNDAY) % 7)
        days += [self.first + number * DAY for number in range((self.last - self.first).days + 1)]
        days += [None] * (-len(days) % 7)
        return (days[at : at + 7] for at in range(0, len(days), 7))
