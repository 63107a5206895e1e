"""Counting every open day anew after the table of holidays or the hours changed, and telling whose day moved.

The table is compared with the one that was counted last, whoever changed it and how: a feast that is entered day by
day is told once. What was cut short begins again, and a day that moved already does not move a second time.
"""

import hashlib
import json
from datetime import date

from django.db import transaction
from django.utils import timezone, translation

from applications import clocks
from applications.actions import lock
from applications.enums import WITH_STAFF, Event
from applications.history import keep
from applications.models import Application, Clarification
from audit.actions import record
from casework.models import DaysCounted, Interaction
from office.models import Holiday, SpecialHours
from office.queries import Counting, counting, deadline, roll
from office.queries import settings as office_settings
from volunteering.registering.actions.moves import recount as recount_reviews

WRITTEN = (*clocks.FIELDS, "waiting_until")


def recount_days() -> int:
    """Count anew when the table changed since the last time; of how many requests a day moved."""
    table = fingerprint()
    if DaysCounted.objects.filter(table=table).exists():
        return 0
    by, open_cases = counting(), Application.objects.filter(status__in=WITH_STAFF).order_by("pk")
    moved = sum(_move(case, by) for case in open_cases.iterator(chunk_size=500) if _would_move(case, by))
    _recount_contacts(by)
    _recount_explanations(by)
    recount_reviews(by, _fair)
    DaysCounted.objects.update_or_create(pk=1, defaults={"table": table, "at": timezone.now()})
    return moved


def fingerprint() -> str:
    """What days are counted by, in short: holidays, special hours and the hours of every day."""
    hours = office_settings()
    told = {
        "holidays": sorted(str(day) for day in Holiday.objects.values_list("day", flat=True)),
        "special": sorted(
            [str(value) for value in row]
            for row in SpecialHours.objects.values_list("first_day", "last_day", "opening_time", "closing_time")
        ),
        "hours": [str(hours.opening_time), str(hours.closing_time)],
    }
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def _would_move(case: Application, by: Counting) -> bool:
    """Whether counting anew changes a day; looked at without a lock or a query, so that the rest stays untouched."""
    before = (case.due_on, case.waiting_until)
    _recount(case, by)
    return before != (case.due_on, case.waiting_until)


@transaction.atomic
def _move(application: Application, by: Counting) -> bool:
    """Move the days of one request. The person is told unless the day had passed already: it promised nothing more."""
    case, today = lock(application), timezone.localdate()
    before = (case.due_on, case.waiting_until)
    note = _recount(case, by)
    if before == (case.due_on, case.waiting_until):
        return False
    case.save(update_fields=WRITTEN)
    if case.is_waiting or (case.due_on and case.due_on >= today):
        keep(case, Event.DAYS_MOVED, by=None, note=note)
    else:
        record("application.days_moved", by=None, subject=case, details={"status": case.status})
    return True


def _recount(case: Application, by: Counting) -> str:
    """Set the days anew; why, where the count alone would be unfair.

    A waiting person's last day only ever moves away from them. A day that was still to come is never moved before
    today: what would have passed is due today.
    """
    if case.is_waiting:
        case.waiting_until = roll(case.waiting_until, by) if case.waiting_until else None
        return ""
    before, today = case.due_on, timezone.localdate()
    clocks.recount(case, by)
    if before and case.due_on and case.due_on < today <= before:
        case.due_on = today
        with translation.override(case.person.recipient.language):
            return str(clocks.PASSED)
    return ""


def _recount_contacts(by: Counting) -> None:
    for contact in Interaction.objects.unanswered().filter(clock_from__isnull=False, clock_days__isnull=False):
        due = _fair(contact.due_on, deadline(contact.clock_from, contact.clock_days, by))  # type: ignore[arg-type]
        if due != contact.due_on:
            contact.due_on = due
            contact.save(update_fields=["due_on"])


def _recount_explanations(by: Counting) -> None:
    for asked in Clarification.objects.open():
        due = _fair(asked.due_on, deadline(asked.asked_at, by.numbers.referral_days, by))
        if due != asked.due_on:
            asked.due_on = due
            asked.save(update_fields=["due_on"])


def _fair(before: date | None, after: date) -> date:
    """The day counted anew; today for one that was still to come and would have passed."""
    today = timezone.localdate()
    return today if before and after < today <= before else after
