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
from django.utils.translation import pgettext_lazy

from volunteering.enums import ErrandKind, Field, HoursStatus, Kind, Mode
from volunteering.models import Errand, HoursEntry, HoursTable, Volunteer
from volunteering.models.credit import ERRANDS

CHUNK = 500
Cell = Callable[[HoursEntry], Any]
Helped = Callable[[Errand], Any]  # The same column of help in requests.
Columns = list[tuple[str | Promise, Cell, Helped]]


def _moment(entry: HoursEntry, name: str) -> str:
    at = getattr(entry.placement, name)
    return timezone.localtime(at).strftime("%H:%M") if at else ""


def _opportunity(name: str) -> Cell:
    return lambda entry: getattr(entry.placement.shift.opportunity, name)


def _volunteer(errand: Errand) -> Volunteer:
    assert errand.taken_by is not None
    return errand.taken_by


def _kind(errand: Errand) -> str:
    """A driver gives time, an interpreter a skill."""
    return str((Kind.SKILLED if errand.kind == ErrandKind.INTERPRETER else Kind.GENERAL).label)


def _field(errand: Errand) -> str:
    return str((Field.LANGUAGE if errand.kind == ErrandKind.INTERPRETER else Field.LOGISTICS).label)


def _nothing(errand: Errand) -> str:
    return ""


OURS: Columns = [
    (
        pgettext_lazy("column", "Volunteer"),
        lambda entry: entry.placement.volunteer.reference,
        lambda errand: _volunteer(errand).reference,
    ),
    (
        _("Name"),
        lambda entry: entry.placement.volunteer.person.full_name,
        lambda errand: _volunteer(errand).person.full_name,
    ),
    (pgettext_lazy("column", "Opportunity"), _opportunity("title"), lambda errand: str(ERRANDS)),
    (_("Season"), _opportunity("season"), _nothing),
    (_("Day"), lambda entry: entry.placement.shift.day, lambda errand: errand.day),
    (_("Came at"), lambda entry: _moment(entry, "checked_in_at"), _nothing),
    (_("Left at"), lambda entry: _moment(entry, "checked_out_at"), _nothing),
    (_("Status"), lambda entry: entry.get_status_display(), lambda errand: str(HoursStatus.APPROVED.label)),
    (_("Minutes"), lambda entry: entry.minutes, lambda errand: errand.minutes),
    (
        _("Approved minutes"),
        lambda entry: entry.approved_minutes if entry.is_approved else "",
        lambda errand: errand.minutes,
    ),
    (
        pgettext_lazy("hours", "Approved by"),
        lambda entry: entry.approved_by.get_full_name() if entry.approved_by else "",
        lambda errand: errand.noted_by.get_full_name() if errand.noted_by else "",
    ),
]
NATIONAL: Columns = [
    (_("Identity number"), lambda entry: "", _nothing),
    (
        _("Name of the volunteer"),
        lambda entry: entry.placement.volunteer.person.full_name,
        lambda errand: _volunteer(errand).person.full_name,
    ),
    (_("Name of the opportunity"), _opportunity("title"), lambda errand: str(ERRANDS)),
    (_("Kind of volunteering"), lambda entry: entry.placement.shift.opportunity.get_kind_display(), _kind),
    (
        pgettext_lazy("volunteering", "Field"),
        lambda entry: entry.placement.shift.opportunity.get_field_display(),
        _field,
    ),
    (
        _("Where"),
        lambda entry: entry.placement.shift.opportunity.get_mode_display(),
        lambda errand: str(Mode.ON_SITE.label),
    ),
    (_("Place"), lambda entry: entry.placement.shift.where, lambda errand: errand.get_town_part_display()),
    (_("First day"), lambda entry: entry.placement.shift.day, lambda errand: errand.day),
    (
        _("Last day"),
        lambda entry: timezone.localdate(entry.placement.shift.ends_at),
        lambda errand: timezone.localdate(errand.ends_at),
    ),
    (
        _("Hours"),
        lambda entry: round((entry.approved_minutes or 0) / 60, 2),
        lambda errand: round((errand.minutes or 0) / 60, 2),
    ),
]
COLUMNS = {HoursTable.Columns.OURS: OURS, HoursTable.Columns.NATIONAL: NATIONAL}


def rows(hours: QuerySet[HoursEntry], errands: QuerySet[Errand], columns: str) -> Iterator[list[Any]]:
    """The header, then a row for each: hours of shifts, then help in requests."""
    chosen = COLUMNS[HoursTable.Columns(columns)]
    yield [str(title) for title, _cell, _helped in chosen]
    for entry in hours.iterator(chunk_size=CHUNK):
        yield [cell(entry) for _title, cell, _helped in chosen]
    for errand in errands.iterator(chunk_size=CHUNK):
        yield [helped(errand) for _title, _cell, helped in chosen]
