"""Taking hours out as a table: asked for by a coordinator, noted in the trail, written by the worker."""

from functools import partial
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.models import User
from attachments import tables
from audit.actions import record
from volunteering.enums import HoursStatus
from volunteering.hours.columns import rows
from volunteering.hours.forms import HoursFilters
from volunteering.hours.queries import chosen, helped
from volunteering.hours.tasks import build_table
from volunteering.models import Errand, HoursEntry, HoursTable
from volunteering.refusals import NOT_YOURS, require
from volunteering.rules import coordinates


@transaction.atomic
def ask(*, by: User, filters: dict[str, str], kind: str, of: str) -> HoursTable:
    """Hand the table to the worker. The trail says who took out which hours, in which columns, and how many rows."""
    require(coordinates(by), NOT_YOURS)
    total = hours_of(filters, of).count() + errands_of(filters).count()
    given = {"kind": kind, "columns": of, "filters": filters, "total": total}
    table = HoursTable.objects.create(by=by, expires_at=tables.until(), **given)
    details = {**filters, "format": kind, "columns": of, "rows": total}
    record("volunteering.hours_exported", by=by, subject=table, details=details)
    transaction.on_commit(partial(build_table.enqueue, str(table.pk)))
    return table


def hours_of(filters: dict[str, str], of: str) -> QuerySet[HoursEntry]:
    """The hours of the filters; the national platform is told of approved ones alone. Filters of nothing give none."""
    form = HoursFilters(filters)
    if not form.is_valid():
        return HoursEntry.objects.none()
    found = chosen(form.cleaned_data)
    return found.filter(status=HoursStatus.APPROVED) if of == HoursTable.Columns.NATIONAL else found


def errands_of(filters: dict[str, str]) -> QuerySet[Errand]:
    """Help in requests within the filters."""
    form = HoursFilters(filters)
    return helped(form.cleaned_data) if form.is_valid() else Errand.objects.none()


def build(table_id: str) -> None:
    """Write the table and keep it sealed; a second run of a finished one does nothing."""
    table = HoursTable.objects.select_related("by").filter(pk=table_id, made_at__isnull=True).first()
    if table is None or not coordinates(table.by):
        return
    with translation.override(settings.LANGUAGE_CODE):
        made = rows(hours_of(table.filters, table.columns), errands_of(table.filters), table.columns)
        tables.fill(table, made, title=_("Hours"))


def one(user: User, pk: UUID) -> HoursTable:
    """A table of one's own that is not over. Raises HoursTable.DoesNotExist."""
    return HoursTable.objects.get(pk=pk, by=user, expires_at__gt=timezone.now())


def is_kept(stored_as: str) -> bool:
    """Whether a private file is a table that still has its row: the sweeping of strays leaves it."""
    return HoursTable.objects.filter(stored_as=stored_as).exists()
