"""The copy of a file: made by the worker, sealed on disk, gone after its days."""

import tempfile
from datetime import timedelta
from typing import IO, cast

from django.db import transaction
from django.utils import timezone

from attachments.actions import discard_made, seal_made
from audit.actions import record
from office.queries import settings
from people.models import Export, RightsRequest
from people.rights.actions.requests import lock, moving, tell
from people.rights.copy import write_copy
from people.rights.tasks import build_export, erase_file

IN_MEMORY = 1024 * 1024  # bytes; a larger copy passes through an unnamed file
STUCK = timedelta(minutes=15)


def build(export_id: str) -> None:
    """Make the ZIP and tell the person; a second run, or one after the person took it back, does nothing."""
    export = Export.objects.select_related("request__person").filter(pk=export_id).first()
    if export is None or not export.request.is_in_progress:
        return
    with tempfile.SpooledTemporaryFile(max_size=IN_MEMORY) as made:
        write_copy(export.request.person, cast(IO[bytes], made))
        made.seek(0)
        _keep(export, cast(IO[bytes], made))


@transaction.atomic
def _keep(export: Export, made: IO[bytes]) -> None:
    asked = lock(export.request)
    fresh = Export.objects.select_for_update().get(pk=export.pk)
    if not asked.is_in_progress:
        return
    seal_made(fresh, made)
    fresh.expires_at = timezone.now() + timedelta(days=settings().export_days)
    fresh.save()
    with moving():
        asked.finish()
    asked.save(update_fields=["status", "ended_at"])
    record("rights.done", by=None, subject=asked)
    tell(asked, "ready", until=fresh.expires_at)


def expire() -> int:
    """Remove copies whose days are over; how many."""
    over = list(Export.objects.filter(expires_at__lte=timezone.now()))
    for export in over:
        discard_made(export)
    return len(over)


def resume() -> int:
    """Hand to the worker again what a killed one left undone; how many."""
    stuck = RightsRequest.objects.open().filter(created_at__lt=timezone.now() - STUCK)
    undone = [asked for asked in stuck.select_related("export") if asked.is_in_progress]
    for asked in undone:
        if asked.is_erasure:
            erase_file.enqueue(str(asked.pk))
        elif asked.is_access:
            build_export.enqueue(str(asked.export.pk))
    return len(undone)


def is_kept(stored_as: str) -> bool:
    """Whether a private file is a copy that still has its row: the sweeping of strays leaves it."""
    return Export.objects.filter(stored_as=stored_as).exists()
