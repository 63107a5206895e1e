"""Holidays that a calendar proposes. Nobody rests because of them: only the table that the association keeps counts.

The package's «observed» days follow a rule on overlapping weekends that announcements did not always follow: they
are marked as doubtful, and so are the feasts themselves until the moon is announced.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from holidays.countries.saudi_arabia import SaudiArabia

from office.enums import Occasion
from saudi import hijri

FIRST_GREGORIAN = 1700  # a smaller year can only be a Hijri one
FIRST_YEAR, LAST_YEAR = 2000, 2076  # Gregorian years for which both calendars are known

OCCASIONS = {
    "Founding": Occasion.FOUNDING_DAY,
    "Fitr": Occasion.EID_AL_FITR,
    "Arafah": Occasion.ARAFAH,
    "Adha": Occasion.EID_AL_ADHA,
    "National": Occasion.NATIONAL_DAY,
}
NAMES = {
    Occasion.FOUNDING_DAY: "يوم التأسيس",
    Occasion.EID_AL_FITR: "عيد الفطر",
    Occasion.ARAFAH: "يوم عرفة",
    Occasion.EID_AL_ADHA: "عيد الأضحى",
    Occasion.NATIONAL_DAY: "اليوم الوطني",
}


class UnknownYear(ValueError):
    """A year of neither calendar, or one for which no dates are known."""


@dataclass(frozen=True)
class Suggestion:
    """A day that may be a holiday. `is_doubtful`: it stands in for another day, and was not announced as such."""

    day: date
    name: str
    occasion: Occasion
    is_doubtful: bool


def of_year(year: int) -> list[Suggestion]:
    """The proposed holidays of a Hijri (below 1700) or Gregorian year, by day. Raises UnknownYear."""
    first, last = _bounds(year)
    proposed = SaudiArabia(years=range(first.year, last.year + 1), language="en_US")
    return [_suggestion(day, english) for day, english in sorted(proposed.items()) if first <= day <= last]


def _suggestion(day: date, english: str) -> Suggestion:
    occasion = next((kind for word, kind in OCCASIONS.items() if word in english), Occasion.OTHER)
    return Suggestion(day, NAMES.get(occasion, english), occasion, "observed" in english)


def _bounds(year: int) -> tuple[date, date]:
    try:
        if year >= FIRST_GREGORIAN:
            first, last = date(year, 1, 1), date(year, 12, 31)
        else:
            first, last = hijri.to_gregorian(year, 1, 1), hijri.to_gregorian(year + 1, 1, 1) - timedelta(days=1)
    except ValueError:
        raise UnknownYear(year) from None
    if not FIRST_YEAR <= first.year <= last.year <= LAST_YEAR:
        raise UnknownYear(year)
    return first, last
