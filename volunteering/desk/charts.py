"""Hours as a picture: where each bar stands in an SVG. Time runs in the direction of the script."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import get_language, get_language_bidi

from saudi.hijri import GREGORIAN_MONTHS
from volunteering.models import VolunteeringMonth

MONTHS = 12
WIDTH, HEIGHT = 360, 150  # units of the picture: near those of a telephone, so that its words can be read there
TOP, BOTTOM = 20, 22  # kept for the numbers above and the months below
UNDER, OVER = HEIGHT - 6, 5  # where the months stand, and how far a number floats over its bar
SHORT = 3  # letters of a month


@dataclass(frozen=True)
class Column:
    """One month: its bar and its words, in units of the picture."""

    x: float
    y: float
    width: float
    height: float
    middle: float
    top: float
    hours: int
    month: str
    short: str
    year: int


def hours_by_month(months: Sequence[VolunteeringMonth]) -> list[Column]:
    """The last twelve months, the oldest where reading begins; months without hours among them."""
    known = {each.month: round(each.minutes / 60) for each in months}
    shown = last_months(timezone.localdate())
    highest = max([1, *(known.get(month, 0) for month in shown)])
    return [_column(place, month, known.get(month, 0), highest) for place, month in enumerate(shown)]


def last_months(today: date) -> list[date]:
    """The first days of the last twelve months, that of `today` last."""
    count = today.year * 12 + today.month - 1
    return [date(each // 12, each % 12 + 1, 1) for each in range(count - MONTHS + 1, count + 1)]


def _column(place: int, month: date, hours: int, highest: int) -> Column:
    step, height = WIDTH / MONTHS, (HEIGHT - TOP - BOTTOM) * hours / highest
    at = MONTHS - 1 - place if get_language_bidi() else place
    language = (get_language() or "ar").split("-")[0]
    name = GREGORIAN_MONTHS.get(language, GREGORIAN_MONTHS["en"])[month.month - 1]
    return Column(
        x=round(at * step + step * 0.15, 1),
        y=round(HEIGHT - BOTTOM - height, 1),
        width=round(step * 0.7, 1),
        height=round(height, 1),
        middle=round(at * step + step / 2, 1),
        top=round(HEIGHT - BOTTOM - height - OVER, 1),
        hours=hours,
        month=name,
        short=name[:SHORT] if language == "en" else str(month.month),  # Arabic cuts no name: months go by number
        year=month.year,
    )
