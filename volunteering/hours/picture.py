"""A volunteer's hours as a picture: one bar for each of the last months, and the same in words (own SVG, no script)."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.formats import date_format

from volunteering.hours.wording import spent

MONTHS = 12
WIDTH, HEIGHT, FLOOR = 360, 150, 116  # units of the picture; below the floor stand the months
GAP = 6


@dataclass(frozen=True)
class Bar:
    """One month: where it stands, how high it is, and what it says."""

    x: int
    y: int
    width: int
    height: int
    middle: int
    month: str
    said: str
    hours: str


@dataclass(frozen=True)
class Picture:
    """All bars, and the longest as the measure."""

    bars: list[Bar]
    total: str

    @property
    def is_empty(self) -> bool:
        return not any(bar.height for bar in self.bars)


def picture(given: list[tuple[date, int]], *, is_rtl: bool, today: date | None = None) -> Picture:
    """Days with minutes that count, by month; time runs in the direction of reading."""
    months = _months(today or timezone.localdate())
    minutes = dict.fromkeys(months, 0)
    for day, spent_then in given:
        if (month := day.replace(day=1)) in minutes:
            minutes[month] += spent_then
    most = max(*minutes.values(), 60)
    bars = [_bar(at, month, minutes[month], most, is_rtl=is_rtl) for at, month in enumerate(months)]
    return Picture(bars, spent(sum(minutes.values())))


def _bar(at: int, month: date, minutes: int, most: int, *, is_rtl: bool) -> Bar:
    step = WIDTH // MONTHS
    x = (MONTHS - 1 - at if is_rtl else at) * step
    height = round(minutes / most * (FLOOR - 22))
    return Bar(
        x=x + GAP // 2,
        y=FLOOR - height,
        width=step - GAP,
        height=height,
        middle=x + step // 2,
        month=str(month.month),
        said=f"{date_format(month, 'F Y')}: {spent(minutes)}",
        hours=_short(minutes),
    )


def _short(minutes: int) -> str:
    """Hours and minutes for the top of a bar: 7:30."""
    return f"{minutes // 60}:{minutes % 60:02}" if minutes else ""


def _months(today: date) -> list[date]:
    """The first days of the last twelve months, this one included, the earliest first."""
    months = [today.replace(day=1)]
    while len(months) < MONTHS:
        first = months[0]
        earlier = (first.year - 1, 12) if first.month == 1 else (first.year, first.month - 1)
        months.insert(0, date(*earlier, 1))
    return months
