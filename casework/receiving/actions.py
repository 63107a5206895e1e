"""Ticking the checklist."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from applications.actions import lock
from applications.models import Application
from applications.refusals import require
from audit.actions import record
from casework.actions import NOT_YOUR_DESK
from casework.enums import Courtesy
from casework.models import Reception
from casework.rules import is_reception


@transaction.atomic
def tick(application: Application, *, by: User, done: Iterable[str]) -> Reception:
    """Note what was done while receiving the person (R33); what is not ticked was not done, or not yet."""
    case = lock(application)
    require(is_reception(by, case), NOT_YOUR_DESK)
    wanted = [step for step in Courtesy.values if step in set(done)]
    found = Reception.objects.filter(application=case).first()
    if found and found.done == wanted:
        return found
    given = {"done": wanted, "by": by, "at": timezone.now()}
    kept, _made = Reception.objects.update_or_create(application=case, defaults=given)
    record("reception.noted", by=by, subject=case, details={"done": wanted})
    return kept
