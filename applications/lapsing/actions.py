"""Telling that the time runs out, and ending what nobody went on with. Both twice as once."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from applications import actions
from applications.enums import Event
from applications.history import keep
from applications.lapsing.queries import last_day, was_warned
from applications.models import Application
from applications.models.application import may_lapse
from office.queries import roll
from office.queries import settings as office_settings


@transaction.atomic
def warn(application: Application) -> bool:
    """Tell the person by when to go on; whether it was told now.

    When the day of a returned request has passed untold (the clockwork stood still), the person gets the days of the
    notice still: nothing ends without a word before.
    """
    case = actions.lock(application)
    if not may_lapse(case) or was_warned(case):
        return False
    case.warned_at = timezone.now()
    if case.waiting_until and case.waiting_until < timezone.localdate():
        case.waiting_until = roll(timezone.localdate() + timedelta(days=office_settings().draft_warn_days))
    case.save(update_fields=["warned_at", "waiting_until"])
    keep(case, Event.LAPSE_WARNED, by=None, until=last_day(case))
    return True


@transaction.atomic
def lapse(application: Application) -> bool:
    """End the request when its last day has passed; False when somebody went on, or nobody was told."""
    case = actions.lock(application)
    if not may_lapse(case) or not was_warned(case) or timezone.localdate() <= last_day(case):
        return False
    return actions.lapse(case)
