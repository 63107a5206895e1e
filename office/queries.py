"""When the association works, and until when something is due. Dates are those of Asia/Riyadh."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.http import HttpRequest
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from office.enums import TwoWeekReading
from office.models import Branch, Holiday, OfficeSettings
from saudi import hijri, working_days


@dataclass(frozen=True)
class DecisionWindow:
    """When a reply to a referred case may be expected, and by when it is due (R41)."""

    expected_from: date
    due: date


def settings(request: HttpRequest | None = None) -> OfficeSettings:
    """The association's settings: one query, none again within `request`; the defaults before anyone saved them."""
    if request is not None:
        return OfficeSettings.load(request_or_site=request)
    return OfficeSettings.objects.first() or OfficeSettings()


def holidays() -> frozenset[date]:
    """Every holiday in the table. One query."""
    return frozenset(Holiday.objects.values_list("day", flat=True))


def branches() -> list[Branch]:
    """Branches that serve today, by name (R27)."""
    return list(Branch.objects.active())


def deadline(start: date, count: int) -> date:
    """The day by which something is due `count` working days after `start`, a day or a moment.

    What comes on a day of rest, or after closing, counts as the next working day's; day 1 is the working day
    after that.
    """
    off = holidays()
    return working_days.add_working_days(_received_on(start, off), count, off)


def roll(day: date) -> date:
    """`day` itself, or the next working day when it is one of rest: how a calendar deadline ends."""
    return working_days.roll_forward(day, holidays())


def decision_window(referred: date, chosen: OfficeSettings | None = None) -> DecisionWindow:
    """The window of a case referred to the committee on `referred` and never paused since.

    With the two weeks read as the shortest wait, a reply is expected from their end and due by the target; read
    as the longest, it is expected from the start and due by their end.
    """
    chosen = chosen or settings()
    two_weeks = roll(referred + timedelta(days=chosen.min_days))
    if chosen.two_week_reading == TwoWeekReading.MAXIMUM:
        return DecisionWindow(expected_from=referred, due=two_weeks)
    return DecisionWindow(expected_from=two_weeks, due=roll(referred + timedelta(days=chosen.target_max_days)))


def is_open(now: datetime) -> bool:
    """Whether the doors are open at `now`; False while the hours are not confirmed."""
    hours = settings()
    return hours.has_hours and _open_within(_local(now), hours, holidays())


def opening_sentence(now: datetime) -> str:
    """One sentence for the page's head: open until when, or closed and when it opens; "" while hours are unknown."""
    hours = settings()
    if not hours.has_hours:
        return ""
    now, off = _local(now), holidays()
    if _open_within(now, hours, off):
        return _("Open now until %(time)s.") % {"time": _clock(hours.closing_time)}
    return _closed_sentence(now, hours, off)


def _closed_sentence(now: datetime, hours: OfficeSettings, off: frozenset[date]) -> str:
    today = now.date()
    before_opening = hours.opening_time is not None and now.time() < hours.opening_time
    opens = working_days.roll_forward(today if before_opening else today + timedelta(days=1), off)
    words = {"time": _clock(hours.opening_time), "day": _named(opens, today)}
    if opens == today:
        return _("Closed now. We open today at %(time)s.") % words
    if opens == today + timedelta(days=1):
        return _("Closed now. We open tomorrow at %(time)s.") % words
    return _("Closed now. We open on %(day)s at %(time)s.") % words


def _named(day: date, today: date) -> str:
    """The weekday alone within a week, the whole date beyond."""
    language = (get_language() or "ar").split("-")[0]
    if day - today < timedelta(days=7):
        return hijri.weekday(day, language)
    return hijri.both(day, language)


def _clock(moment: time | None) -> str:
    return time_format(moment, "g:i A") if moment else ""


def _open_within(now: datetime, hours: OfficeSettings, off: frozenset[date]) -> bool:
    if hours.opening_time is None or hours.closing_time is None:
        return False
    return working_days.is_working_day(now.date(), off) and hours.opening_time <= now.time() < hours.closing_time


def _received_on(start: date, off: frozenset[date]) -> date:
    """The working day to which something belongs. Only a moment, not a mere day, can be after closing."""
    if not isinstance(start, datetime):
        return working_days.roll_forward(start, off)
    now, closing = _local(start), settings().closing_time
    late = closing is not None and now.time() >= closing and working_days.is_working_day(now.date(), off)
    return working_days.roll_forward(now.date() + timedelta(days=1 if late else 0), off)


def _local(moment: datetime) -> datetime:
    return timezone.localtime(moment) if timezone.is_aware(moment) else moment
