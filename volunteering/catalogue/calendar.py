"""A month of shifts, day by day."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from django.db.models import Max
from django.http import HttpRequest
from django.utils import timezone

from saudi import hijri
from volunteering.catalogue.filters import Filters
from volunteering.catalogue.months import InvalidMonth, Month
from volunteering.catalogue.queries import Chosen, Places, choose, places_of
from volunteering.models import OpportunitiesIndexPage, OpportunityPage

SHOWN_ON_A_DAY = 4
MONTHS_AHEAD = 24


@dataclass(frozen=True)
class Entry:
    """A shift on a day of the month, with its opportunity in the reader's language."""

    places: Places
    page: OpportunityPage
    url: str


@dataclass
class Day:
    """A day in both calendars. `hidden` shifts stand in the list of that day alone, at `query`."""

    day: date
    number: int
    other: int
    is_today: bool
    query: str
    entries: list[Entry] = field(default_factory=list)
    hidden: int = 0


def month_of(index: OpportunitiesIndexPage, request: HttpRequest) -> dict[str, Any]:
    """The month that `?month=` names, or this one, for the filters in the address; three SQL queries.

    Raises InvalidMonth for one that is over or too far ahead.
    """
    today = timezone.localdate()
    month = _asked(request.GET.get("month", ""), today)
    chosen = choose(index, request.GET)
    days = {day: _day(day, month, today, chosen.filters) for week in month.weeks() for day in week if day}
    _hang(_in(month, chosen), days, chosen, request)
    return {
        "month": month,
        "weeks": [[days[day] if day else None for day in week] for week in month.weeks()],
        "earlier": month.moved(-1) if month.first > today else None,
        "later": month.moved(1) if _goes_on(month, chosen) else None,
        "other": _asked_other(month, today),
        "count": sum(len(day.entries) + day.hidden for day in days.values()),
        "filters": chosen.filters,
        "choices": chosen.choices,
    }


def _asked(text: str, today: date) -> Month:
    if not text:
        return Month.around(today, is_hijri=False)
    month = Month.read(text)
    if month.last < today or month.first > today + timedelta(days=31 * MONTHS_AHEAD):
        raise InvalidMonth(text)
    return month


def _asked_other(month: Month, today: date) -> Month:
    """The month of the other calendar: the one of today where this one's is over."""
    return month.other if month.other.last >= today else Month.around(today, is_hijri=not month.is_hijri)


def _goes_on(month: Month, chosen: Chosen) -> bool:
    """Whether a later month holds a shift; one SQL query."""
    last = chosen.shifts.aggregate(last=Max("starts_at"))["last"]
    return bool(last and timezone.localdate(last) > month.last)


def _day(day: date, month: Month, today: date, filters: Filters) -> Day:
    lunar = hijri.to_hijri(day).day
    number, other = (lunar, day.day) if month.is_hijri else (day.day, lunar)
    return Day(day, number, other, is_today=day == today, query=filters.on(day).query)


def _in(month: Month, chosen: Chosen) -> list[Places]:
    """The fitting shifts in a month, in order; one SQL query."""
    first, end = (
        timezone.make_aware(datetime.combine(day, time.min)) for day in (month.first, month.last + timedelta(days=1))
    )
    return places_of(chosen.shifts.filter(starts_at__gte=first, starts_at__lt=end).order_by("starts_at", "pk"))


def _hang(rows: list[Places], days: dict[date, Day], chosen: Chosen, request: HttpRequest) -> None:
    """Each shift on its day, as far as there is room; the others are counted there."""
    for each in rows:
        day = days[each.shift.day]
        if len(day.entries) == SHOWN_ON_A_DAY:
            day.hidden += 1
            continue
        page = chosen.pages[each.shift.key]  # type: ignore[attr-defined]
        day.entries.append(Entry(each, page, page.get_url(request) or ""))
