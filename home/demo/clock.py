"""The moved clock: what the demo tells of happened in working hours, on the days on which it is told."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta

import time_machine
from django.utils import timezone

from office.queries import holidays
from saudi.working_days import is_working_day

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@contextmanager
def clock(moment: datetime) -> Iterator[None]:
    """The clock stands at `moment` and runs on from there."""
    with time_machine.travel(moment, tick=True):
        yield


def morning(days_ago: float) -> datetime:
    """Four minutes past nine, so many days ago."""
    return timezone.localtime(timezone.now() - days_ago * DAY).replace(hour=9, minute=4, second=0, microsecond=0)


def working_day(distance: int) -> date:
    """The first day of work so many days from today or beyond; backwards when `distance` is negative."""
    day, step = timezone.localdate() + distance * DAY, DAY if distance >= 0 else -DAY
    rest = holidays()
    while not is_working_day(day, rest):
        day += step
    return day


def open_morning(days_ago: int) -> datetime:
    """Four minutes past nine on the last day of work by then: the counter is closed on others."""
    return timezone.make_aware(datetime.combine(working_day(-days_ago), time(9, 4)))
