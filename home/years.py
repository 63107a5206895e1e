"""Years of the news archive, in either calendar: 1448 and 2026 are both addresses."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from saudi import hijri
from saudi.digits import strip_marks, to_western

FIRST_GREGORIAN = 1700  # a smaller year can only be a Hijri one


class InvalidYear(ValueError):
    """A text that names no year of either calendar."""


class Archive(NamedTuple):
    """The years that hold news, newest first."""

    hijri: list[int]
    gregorian: list[int]


def parse(text: str) -> int:
    """The year that a text names, in any digits. Raises InvalidYear for anything that `bounds` does not know."""
    plain = to_western(strip_marks(text)).strip()
    if not re.fullmatch(r"[0-9]{4}", plain):
        raise InvalidYear(text)
    year = int(plain)
    try:
        bounds(year)
    except ValueError:
        raise InvalidYear(text) from None
    return year


def bounds(year: int) -> tuple[date, date]:
    """The first and the last day of a year; below 1700 it is Hijri. Raises ValueError outside the known range."""
    if year >= FIRST_GREGORIAN:
        return date(year, 1, 1), date(year, 12, 31)
    return hijri.to_gregorian(year, 1, 1), hijri.to_gregorian(year + 1, 1, 1) - timedelta(days=1)


def of_days(days: Iterable[date]) -> Archive:
    """The years in which the days fall."""
    known = set(days)
    lunar = set()
    for day in known:
        try:
            lunar.add(hijri.to_hijri(day).year)
        except hijri.InvalidDate:
            continue  # Beyond the Hijri table: the day keeps its Gregorian year alone.
    return Archive(sorted(lunar, reverse=True), sorted({day.year for day in known}, reverse=True))
