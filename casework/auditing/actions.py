"""Taking the history away leaves a row; the worker sets it, since a long one takes longer than a page may."""

import io
from datetime import timedelta
from functools import partial

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from applications.models import Application
from applications.refusals import require
from attachments.actions import discard_made, seal_made
from audit.actions import record
from casework.actions import NOT_YOUR_DESK
from casework.auditing.paper import paper_of
from casework.auditing.rules import may_export
from casework.auditing.tasks import build_history
from casework.models import CaseHistory

LIVES = timedelta(days=1)


@transaction.atomic
def ask(application: Application, *, by: User) -> CaseHistory:
    """Hand the history to the worker. Asking again while one is on its way gives the same. Raises Refused."""
    require(may_export(by, application), NOT_YOUR_DESK)
    now = timezone.now()
    if waiting := CaseHistory.objects.filter(application=application, by=by, made_at=None, expires_at__gt=now).first():
        return waiting
    history = CaseHistory.objects.create(application=application, by=by, expires_at=now + LIVES)
    record("case.exported", by=by, subject=application)
    record("person.viewed", by=by, subject=application.person, details={"case": application.reference})
    transaction.on_commit(partial(build_history.enqueue, str(history.pk)))
    return history


def build(history_id: str) -> None:
    """Set the history and keep it sealed; a second run of a finished one does nothing. Raises typeset.NotTypeset."""
    rows = CaseHistory.objects.select_related("by", "application__person")
    history = rows.filter(pk=history_id, made_at__isnull=True).first()
    if history is None or not may_export(history.by, history.application):
        return
    made = io.BytesIO(paper_of(history.application))
    with transaction.atomic():
        fresh = CaseHistory.objects.select_for_update().filter(pk=history.pk, made_at__isnull=True).first()
        if fresh:
            seal_made(fresh, made)
            fresh.save()


def expire() -> int:
    """Remove histories whose day is over; how many."""
    over = list(CaseHistory.objects.filter(expires_at__lte=timezone.now()))
    for history in over:
        discard_made(history)
    return len(over)


def is_kept(stored_as: str) -> bool:
    """Whether a private file is a history that still has its row: the sweeping of strays leaves it."""
    return CaseHistory.objects.filter(stored_as=stored_as).exists()
