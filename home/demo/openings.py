"""When the demo's seasonal services open, seen from the day on which the demo is loaded."""

from datetime import date, timedelta

from django.utils import timezone

from saudi import hijri

SHABAN, RAMADAN, SHAWWAL = 8, 9, 10


def next_first_of(month: int, after: date) -> date:
    """The first day of the Hijri month that begins after `after`."""
    year = hijri.to_hijri(after).year
    first = hijri.to_gregorian(year, month, 1)
    return first if first > after else hijri.to_gregorian(year + 1, month, 1)


# Iftar: from the middle of Sha'ban until the last day of Ramadan. Umrah: two months from now.
IFTAR_CLOSES = next_first_of(SHAWWAL, timezone.localdate()) - timedelta(days=1)
IFTAR_OPENS = hijri.to_gregorian(hijri.to_hijri(IFTAR_CLOSES).year, SHABAN, 15)
UMRAH_CLOSES = timezone.localdate() + timedelta(days=60)
