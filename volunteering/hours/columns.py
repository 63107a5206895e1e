"""The columns of a table of hours: our own, and those of the national volunteering platform.

The platform's columns are TO BE CONFIRMED: they follow what is asked of whoever reports hours there, and nobody has
checked them against the platform's own template yet (docs/decisions/0040). The identity number stays empty: it never
leaves in a table, and whoever reports types it in.
"""

from collections.abc import Callable, Iterator
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from volunteering.models import HoursEntry, HoursTable

CHUNK = 500
Cell = Callable[[HoursEntry], Any]
Columns = list[tuple[str | Promise, Cell]]


def _moment(entry: HoursEntry, name: str) -> str:
    at = getattr(entry.placement, name)
    return timezone.localtime(at).strftime("%H:%M") if at else ""


def _opportunity(name: str) -> Cell:
    return lambda entry: getattr(entry.placement.shift.opportunity, name)


OURS: Columns = [
    (_("Volunteer"), lambda entry: entry.placement.volunteer.reference),
    (_("Name"), lambda entry: entry.placement.volunteer.person.full_name),
    (_("Opportunity"), _opportunity("title")),
    (_("Season"), _opportunity("season")),
    (_("Day"), lambda entry: entry.placement.shift.day),
    (_("Came at"), lambda entry: _moment(entry, "checked_in_at")),
    (_("Left at"), lambda entry: _moment(entry, "checked_out_at")),
    (_("Status"), lambda entry: entry.get_status_display()),
    (_("Minutes"), lambda entry: entry.minutes),
    (_("Approved minutes"), lambda entry: entry.approved_minutes if entry.is_approved else ""),
    (_("Approved by"), lambda entry: entry.approved_by.get_full_name() if entry.approved_by else ""),
]
NATIONAL: Columns = [
    (_("Identity number"), lambda entry: ""),
    (_("Name of the volunteer"), lambda entry: entry.placement.volunteer.person.full_name),
    (_("Name of the opportunity"), _opportunity("title")),
    (_("Kind of volunteering"), lambda entry: entry.placement.shift.opportunity.get_kind_display()),
    (_("Field"), lambda entry: entry.placement.shift.opportunity.get_field_display()),
    (_("Where"), lambda entry: entry.placement.shift.opportunity.get_mode_display()),
    (_("Place"), lambda entry: entry.placement.shift.where),
    (_("First day"), lambda entry: entry.placement.shift.day),
    (_("Last day"), lambda entry: timezone.localdate(entry.placement.shift.ends_at)),
    (_("Hours"), lambda entry: round((entry.approved_minutes or 0) / 60, 2)),
]
COLUMNS = {HoursTable.Columns.OURS: OURS, HoursTable.Columns.NATIONAL: NATIONAL}


def rows(hours: QuerySet[HoursEntry], columns: str) -> Iterator[list[Any]]:
    """The header, then a row for each."""
    chosen = COLUMNS[HoursTable.Columns(columns)]
    yield [str(title) for title, _cell in chosen]
    for entry in hours.iterator(chunk_size=CHUNK):
        yield [cell(entry) for _title, cell in chosen]
