"""The diary: a day or a week, as a list or a grid, and the same for a calendar."""

from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from applications.booking.calendar import calendar_file
from applications.enums import Booking, Meeting
from casework.book import queries, rules
from casework.book.doors import book_door, frame, me
from casework.book.queries import ALL, MINE, Chosen
from saudi import hijri

DAY, WEEK, LIST, GRID = "day", "week", "list", "grid"
SUNDAY = 6  # as date.weekday() counts


@require_safe
@book_door
def diary(request: HttpRequest) -> HttpResponse:
    """Free times and appointments. What is shown stays in the address: no name and no number does."""
    chosen, span, look = chosen_in(request)
    found = queries.entries(me(request), chosen)
    address = {"span": span, "look": look, "who": chosen.who, "meeting": chosen.meeting}
    length = timedelta(days=len(chosen.days))
    context = {
        **frame(_("Appointments")),
        "chosen": chosen,
        "span": span,
        "look": look,
        "days": queries.by_day(chosen, found),
        "rows": queries.grid(chosen, found) if look == GRID else [],
        "colleagues": queries.colleagues(),
        "meetings": Meeting.choices,
        "oversees": rules.oversees(me(request)),
        "today": timezone.localdate(),
        "before": _query(address, chosen.first - length),
        "after": _query(address, chosen.first + length),
        "now": _query(address, timezone.localdate()),
        "same": _query(address, chosen.first),
        "looks": {look: _query({**address, "look": look}, chosen.first) for look in (LIST, GRID)},
        "spans": {span: _query({**address, "span": span}, chosen.first) for span in (DAY, WEEK)},
    }
    return TemplateResponse(request, "casework/book/diary.html", context)


@require_safe
@book_door
def calendar(request: HttpRequest) -> HttpResponse:
    """One's own appointments of these days as a file, by request number and without names."""
    chosen, _span, _look = chosen_in(request)
    found = queries.entries(me(request), Chosen(chosen.first, chosen.last, MINE))
    booked = [each.appointment for each in found if each.appointment and each.appointment.state == Booking.BOOKED]
    return calendar_file(booked, remind_hours=1, references=True)


def chosen_in(request: HttpRequest) -> tuple[Chosen, str, str]:
    """What the address asks for; what it says wrongly is today's day, one's own, as a list."""
    asked = {name: request.GET.get(name, "").replace("\x00", "")[:40] for name in ("day", "who", "meeting")}
    span = DAY if request.GET.get("span") == DAY else WEEK
    look = GRID if request.GET.get("look") == GRID else LIST
    day = day_of(asked["day"])
    first = day if span == DAY else day - timedelta(days=(day.weekday() - SUNDAY) % 7)
    last = first if span == DAY else first + timedelta(days=6)
    meeting = asked["meeting"] if asked["meeting"] in Meeting.values else ""
    who = asked["who"] or (ALL if rules.oversees(me(request)) else MINE)
    return Chosen(first, last, who, meeting), span, look


def day_of(text: str) -> date:
    """A day in either calendar; today for what is none, and for what the calendars don't know."""
    try:
        day = hijri.parse(text)
    except hijri.InvalidDate:
        return timezone.localdate()
    return day if 2000 <= day.year <= 2070 else timezone.localdate()


def _query(address: dict[str, Any], day: date) -> str:
    return urlencode({**address, "day": day.isoformat()})
