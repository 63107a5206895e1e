"""Working days: pure functions over a set of holidays. The weekend is Friday and Saturday."""

from collections.abc import Collection
from datetime import date, timedelta

FRIDAY_AND_SATURDAY = frozenset({4, 5})  # as date.weekday() counts

_DAY = timedelta(days=1)


def is_working_day(day: date, holidays: Collection[date], weekend: Collection[int] = FRIDAY_AND_SATURDAY) -> bool:
    """Neither in the weekend nor a holiday."""
    return day.weekday() not in weekend and day not in holidays


def roll_forward(day: date, holidays: Collection[date], weekend: Collection[int] = FRIDAY_AND_SATURDAY) -> date:
    """`day` itself when it is a working day, else the next one."""
    _require_a_working_week(weekend)
    while not is_working_day(day, holidays, weekend):
        day += _DAY
    return day


def add_working_days(
    start: date, count: int, holidays: Collection[date], weekend: Collection[int] = FRIDAY_AND_SATURDAY
) -> date:
    """The day on which `count` working days have passed; day 1 is the next working day after `start`.

    0 gives `start` itself. A negative count raises `ValueError`.
    """
    if count < 0:
        raise ValueError("A deadline lies ahead: the count of working days can't be negative")
    day = start
    for _ in range(count):
        day = roll_forward(day + _DAY, holidays, weekend)
    return day


def working_days_between(
    start: date, end: date, holidays: Collection[date], weekend: Collection[int] = FRIDAY_AND_SATURDAY
) -> int:
    """Working days after `start` up to and including `end`; negative when `end` comes first.

    The reverse of `add_working_days`: between `start` and `add_working_days(start, n)` lie n.
    """
    if end < start:
        return -working_days_between(end, start, holidays, weekend)
    days = (start + timedelta(days=passed) for passed in range(1, (end - start).days + 1))
    return sum(is_working_day(day, holidays, weekend) for day in days)


def _require_a_working_week(weekend: Collection[int]) -> None:
    if len(set(weekend)) >= 7:
        raise ValueError("A week needs at least one working day")
