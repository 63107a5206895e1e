"""Until when the present step should be done: working days that stand still while the person is awaited.

The caller holds the row's lock and saves `FIELDS`, and `WAITING` with a move that begins or ends the waiting.
"""

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from applications.models import Application
from office.queries import Counting, deadline, decision_window, holidays
from saudi.working_days import working_days_between

PASSED = _("A holiday was taken out of the table, and the new day has passed. So we finish today.")
FIELDS = ("due_on", "clock_from", "clock_days")
WAITING = ("waiting_since", "waiting_until", "waiting_note")


def start(case: Application, days: int, *, at: datetime | None = None, by: Counting | None = None) -> None:
    """A step of `days` working days begins."""
    case.clock_from, case.clock_days = at or timezone.now(), days
    case.due_on = deadline(case.clock_from, days, by)


def start_decision(case: Application, *, by: Counting | None = None) -> None:
    """The committee's window begins with `committee_at`; its days are those of the calendar (A1)."""
    assert case.committee_at
    case.clock_from, case.clock_days = case.committee_at, None
    known = (by.numbers, by.off) if by else ()
    case.due_on = decision_window(timezone.localdate(case.committee_at), *known).due


def pause(case: Application) -> None:
    """The person is awaited: keep how many working days are left, at least one."""
    left = working_days_between(timezone.localdate(), case.due_on, holidays()) if case.due_on else 1
    case.clock_from, case.clock_days = None, max(1, left)


def resume(case: Application, days: int) -> None:
    """The person has answered: go on with the days that were left, or with `days` when nobody counted them."""
    start(case, case.clock_days or days)


def recount(case: Application, by: Counting) -> bool:
    """Count anew after the table of holidays changed; whether the day moved. No query."""
    before = case.due_on
    if case.is_at_committee:
        start_decision(case, by=by)
    elif case.is_with_staff and case.clock_from and case.clock_days is not None:
        start(case, case.clock_days, at=case.clock_from, by=by)
    return case.due_on != before
