"""Explaining. One order everywhere: lock, rule, move, save, event, audit, notify."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications.actions import lock
from applications.enums import Event
from applications.history import keep
from applications.models import Clarification
from applications.refusals import CONFLICT, UNPROCESSABLE, require
from casework.actions import NOT_YOUR_DESK
from casework.rules import can_study

EXPLAINED_ALREADY = _("A colleague explained this meanwhile. What was explained stands below.")
ENDED = _("This request has ended meanwhile, so there is nothing to explain any more.")
NOTHING = _("Write the explanation.")


@transaction.atomic
def explain(clarification: Clarification, *, by: User, text: str) -> Clarification:
    """Explain what was not clear (R38): the person reads it where they stood, and the request stays where it is.

    The same words again change nothing. Raises Refused (409) when somebody else explained it first.
    """
    case = lock(clarification.application)
    require(can_study(by, case), NOT_YOUR_DESK)
    require(bool(text.strip()), NOTHING, UNPROCESSABLE)
    row = Clarification.objects.select_for_update().get(pk=clarification.pk)
    if row.answered_at and (row.answered_by_id, row.answer) == (by.pk, text.strip()):
        return row
    require(row.answered_at is None, EXPLAINED_ALREADY, CONFLICT)
    require(not case.is_stopped, ENDED, CONFLICT)
    row.answer, row.answered_by, row.answered_at = text.strip(), by, timezone.now()
    row.save(update_fields=["answer", "answered_by", "answered_at"])
    keep(case, Event.EXPLAINED, by=by, note=row.answer, details={"step": row.step})
    return row
