"""When the association works, and until when something is due. Dates are those of Asia/Riyadh."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from office.enums import TwoWeekReading
from office.models import Branch, Holiday, OfficeSettings, SpecialHours
from office.timetable import Hours, Span, Timetable
from saudi import hijri, working_days

FEASTS_SHOWN = 4


class DayOfWork(NamedTuple):
    """A day of the coming week: its hours in words, "" when shut, and the holiday that shuts it, if one does."""

    day: date
    hours: str
    occasion: str


class Feast(NamedTuple):
    """A holiday of one day or several; `name` is "" where it has none in the reader's language."""

    name: str
    first: date
    last: date


@dataclass(frozen=True)
class DecisionWindow:
    """When a reply to a referred case may be expected, and by when it is due (R41)."""

    expected_from: date
    due: date


def settings(request: HttpRequest | None = None) -> OfficeSettings:
    """The association's settings: one query, none again within `request`; the defaults before anyone saved them."""
    if request is None:
        return OfficeSettings.objects.first() or OfficeSettings()
    if not hasattr(request, "office_settings"):  # Wagtail's own `load` would write a row while somebody reads.
        request.office_settings = settings()  # type: ignore[attr-defined]
    kept: OfficeSettings = request.office_settings  # type: ignore[attr-defined]
    return kept


def holidays() -> frozenset[date]:
    """Every holiday in the table. One query."""
    return frozenset(Holiday.objects.values_list("day", flat=True))


def branches() -> list[Branch]:
    """Branches that serve today, by name (R27)."""
    return list(Branch.objects.active())


def every_branch() -> list[Branch]:
    """Those that serve today and those that no longer do, by name."""
    return list(Branch.objects.all())


def has_branches() -> bool:
    """Whether the association has any branch, serving the public or not: a closed one's requests are still followed."""
    return Branch.objects.exists()


@dataclass(frozen=True)
class Counting:
    """What days are counted by, read once for many of them; `table` is None while the hours are unknown."""

    numbers: OfficeSettings
    off: frozenset[date]
    table: Timetable | None


def counting() -> Counting:
    """As it stands now; three queries."""
    numbers, off = settings(), holidays()
    return Counting(numbers, off, timetable(numbers, date.min, dict.fromkeys(off, "")))


def deadline(start: date, count: int, by: Counting | None = None) -> date:
    """The day by which something is due `count` working days after `start`, a day or a moment.

    What comes on a day of rest, or after closing, counts as the next working day's; day 1 is the working day
    after that.
    """
    off = by.off if by else holidays()
    return working_days.add_working_days(_received_on(start, off, by), count, off)


def roll(day: date, by: Counting | None = None) -> date:
    """`day` itself, or the next working day when it is one of rest: how a calendar deadline ends."""
    return working_days.roll_forward(day, by.off if by else holidays())


def decision_window(
    referred: date, chosen: OfficeSettings | None = None, off: frozenset[date] | None = None
) -> DecisionWindow:
    """The window of a case referred to the committee on `referred` and never paused since.

    Whoever read the settings and the holidays already spares their queries.

    With the two weeks read as the shortest wait, a reply is expected from their end and due by the target; read
    as the longest, it is expected from the start and due by their end.
    """
    chosen, off = chosen or settings(), holidays() if off is None else off
    two_weeks = working_days.roll_forward(referred + timedelta(days=chosen.min_days), off)
    if chosen.two_week_reading == TwoWeekReading.MAXIMUM:
        return DecisionWindow(expected_from=referred, due=two_weeks)
    last = working_days.roll_forward(referred + timedelta(days=chosen.target_max_days), off)
    return DecisionWindow(expected_from=two_weeks, due=last)


def timetable(chosen: OfficeSettings, since: date, rest: Mapping[date, str] | None = None) -> Timetable | None:
    """The hours and days of rest from the day `since` on, in two queries; None, and no query, while hours are unknown.

    Whoever knows the days of `rest` already spares one query.
    """
    if chosen.opening_time is None or chosen.closing_time is None:
        return None
    return Timetable(
        ordinary=Hours(chosen.opening_time, chosen.closing_time),
        rest={row.day: row.title() for row in Holiday.objects.filter(day__gte=since)} if rest is None else rest,
        spans=tuple(
            Span(row.first_day, row.last_day, Hours(row.opening_time, row.closing_time, row.name))
            for row in SpecialHours.objects.filter(last_day__gte=since)
        ),
    )


def is_open(now: datetime) -> bool:
    """Whether the doors are open at `now`; False while the hours are not confirmed."""
    now = _local(now)
    table = timetable(settings(), now.date())
    return table is not None and table.is_open(now)


def timetable_now(request: HttpRequest, now: datetime, chosen: OfficeSettings | None = None) -> Timetable | None:
    """The timetable from today on, read once within `request`, with the settings that the caller read already."""
    if not hasattr(request, "office_timetable"):
        request.office_timetable = timetable(chosen or settings(request), _local(now).date())  # type: ignore[attr-defined]
    table: Timetable | None = request.office_timetable  # type: ignore[attr-defined]
    return table


def opening_sentence(now: datetime, request: HttpRequest | None = None) -> str:
    """One sentence for the page's head: open until when, or closed, why, and when it opens.

    "" while hours are unknown (one query); three queries else, none again within `request`.
    """
    now = _local(now)
    table = timetable_now(request, now) if request else timetable(settings(), now.date())
    if table is None:
        return ""
    hours = table.hours_on(now.date())
    if hours and table.is_open(now):
        return _("Open now until %(time)s.") % {"time": _clock(hours.closing)}
    return _closed_sentence(now, table)


def week(now: datetime, table: Timetable | None) -> list[DayOfWork]:
    """The seven days from today on for the contact page; none while hours are unknown. No query."""
    if table is None:
        return []
    return [DayOfWork(day, _span_of(hours), table.rest.get(day, "")) for day, hours in table.week(_local(now).date())]


def coming_holidays(now: datetime, table: Timetable | None) -> list[Feast]:
    """The next feasts, days that follow each other under one name as one. One query where there is no timetable."""
    today = _local(now).date()
    rest = table.rest if table else {row.day: row.title() for row in Holiday.objects.filter(day__gte=today)}
    feasts: list[Feast] = []
    for day, name in sorted(rest.items()):
        last = feasts[-1] if feasts else None
        if last and last.name == name and day - last.last <= timedelta(days=1):
            feasts[-1] = Feast(name, last.first, day)
        else:
            feasts.append(Feast(name, day, day))
    return feasts[:FEASTS_SHOWN]


def _span_of(hours: Hours | None) -> str:
    if hours is None:
        return ""
    return _("%(opening)s to %(closing)s") % {"opening": _clock(hours.opening), "closing": _clock(hours.closing)}


def _closed_sentence(now: datetime, table: Timetable) -> str:
    today = now.date()
    opens, hours = table.next_opening(now)
    words = {"time": _clock(hours.opening), "day": _named(opens, today), "occasion": table.rest.get(today, "")}
    if opens == today:
        return _("Closed now. We open today at %(time)s.") % words
    if today in table.rest:
        return _closed_for(words)
    if opens == today + timedelta(days=1):
        return _("Closed now. We open tomorrow at %(time)s.") % words
    return _("Closed now. We open on %(day)s at %(time)s.") % words


def _closed_for(words: dict[str, str]) -> str:
    if words["occasion"]:
        return _("Closed for %(occasion)s. We open on %(day)s at %(time)s.") % words
    return _("Closed for a holiday. We open on %(day)s at %(time)s.") % words


def _named(day: date, today: date) -> str:
    """The weekday alone within a week, the whole date beyond."""
    language = (get_language() or "ar").split("-")[0]
    if day - today < timedelta(days=7):
        return hijri.weekday(day, language)
    return hijri.both(day, language)


def _clock(moment: time) -> str:
    return time_format(moment, "g:i A")


def _received_on(start: date, off: frozenset[date], by: Counting | None) -> date:
    """The working day to which something belongs. Only a moment, not a mere day, can be after closing."""
    if not isinstance(start, datetime):
        return working_days.roll_forward(start, off)
    now = _local(start)
    table = by.table if by else timetable(settings(), now.date(), dict.fromkeys(off, ""))
    late = table is not None and table.is_past_closing(now)
    return working_days.roll_forward(now.date() + timedelta(days=1 if late else 0), off)


def _local(moment: datetime) -> datetime:
    return timezone.localtime(moment) if timezone.is_aware(moment) else moment
