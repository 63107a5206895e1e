"""The first step of every action. One order everywhere: the shift, then its placement, then the volunteer.

The locks leave the keys free (`no_key`): a row that merely points to a locked one, as an event to its volunteer, waits
for nobody, and so closes no circle of two who wait for each other.
"""

from typing import TypeVar

from django.db.models import QuerySet

from volunteering.models import Placement, Shift, Volunteer
from volunteering.refusals import CONFLICT, MOVED_ON, Refused

Row = TypeVar("Row", Shift, Placement)


def lock_shift(shift: Shift) -> Shift:
    """The row anew, locked until the transaction ends: capacity and waiting list are counted behind it.

    Raises Refused (409) when it went meanwhile, with the set that it was made with.
    """
    rows = Shift.objects.select_for_update(of=("self",), no_key=True).select_related("opportunity")
    return _still_there(rows.filter(pk=shift.pk))


def lock_placement(placement: Placement) -> Placement:
    """The row anew, locked after its shift."""
    lock_shift(placement.shift)
    rows = Placement.objects.select_for_update(of=("self",), no_key=True)
    whole = rows.select_related("shift__opportunity", "volunteer__person__recipient__user")
    return _still_there(whole.filter(pk=placement.pk))


def lock_volunteer(volunteer: Volunteer) -> Volunteer:
    """The row anew, locked until the transaction ends: overlaps are looked for behind it."""
    rows = Volunteer.objects.select_for_update(of=("self",), no_key=True)
    return rows.select_related("person__recipient__user").get(pk=volunteer.pk)


def _still_there(rows: "QuerySet[Row]") -> Row:
    row = rows.first()
    if row is None:
        raise Refused(MOVED_ON, CONFLICT)
    return row
