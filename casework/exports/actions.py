"""Making a table of the queue: a small one at once, a large one by the worker, with its progress to be seen."""

from functools import partial

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from accounts.models import User
from applications.refusals import require
from attachments import tables
from audit.actions import record
from casework.exports.queries import chosen, table
from casework.exports.rules import can_export
from casework.exports.tasks import build_export
from casework.models import QueueExport

NOT_YOURS = lazy("Only a manager takes the queue out as a table.")


@transaction.atomic
def ask(*, by: User, filters: dict[str, str], kind: str) -> QueueExport:
    """Hand the table to the worker. The trail says who took out which list, when, and how many requests."""
    require(can_export(by), NOT_YOURS)
    total = chosen(by, filters).count()
    export = QueueExport.objects.create(by=by, kind=kind, filters=filters, total=total, expires_at=tables.until())
    record("queue.exported", by=by, subject=export, details={**filters, "format": kind, "rows": total})
    transaction.on_commit(partial(build_export.enqueue, str(export.pk)))
    return export


def build(export_id: str) -> None:
    """Write the table and keep it sealed; a second run of a finished one does nothing."""
    export = QueueExport.objects.select_related("by").filter(pk=export_id, made_at__isnull=True).first()
    if export is None or not can_export(export.by):
        return
    with translation.override(settings.LANGUAGE_CODE):
        tables.fill(export, table(chosen(export.by, export.filters)), title=_("Requests"))


def expire() -> int:
    """Remove tables whose day is over; how many."""
    return tables.expire(QueueExport)


def is_kept(stored_as: str) -> bool:
    """Whether a private file is a table that still has its row: the sweeping of strays leaves it."""
    return QueueExport.objects.filter(stored_as=stored_as).exists()
