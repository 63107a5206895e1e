"""Places on the day of a shift, for tests: expected, there, gone, with hours."""

from datetime import timedelta

import time_machine

from volunteering.day.actions import check_in, check_out
from volunteering.hours.actions import approve
from volunteering.models import HoursEntry, Placement, Shift, Volunteer


def expected(shift: Shift, volunteer: Volunteer) -> Placement:
    """A confirmed place."""
    place = Placement(shift=shift, volunteer=volunteer)
    place.accept()
    place.save()
    return place


def completed(shift: Shift, volunteer: Volunteer, *, by, came: int = 0, left: int | None = None) -> Placement:
    """Somebody who was there; `came` and `left` are minutes after the beginning."""
    place = expected(shift, volunteer)
    with time_machine.travel(shift.starts_at + timedelta(minutes=came)):
        check_in(place, by=by)
    with time_machine.travel(shift.starts_at + timedelta(minutes=shift.minutes if left is None else left)):
        return check_out(place, by=by)


def with_hours(shift: Shift, volunteer: Volunteer, *, by, **times) -> HoursEntry:
    """Hours that wait for approval."""
    return HoursEntry.objects.get(placement=completed(shift, volunteer, by=by, **times))


def approved(shift: Shift, volunteer: Volunteer, *, by, **times) -> HoursEntry:
    """Hours that were approved."""
    entry = with_hours(shift, volunteer, by=by, **times)
    with time_machine.travel(shift.ends_at + timedelta(hours=1)):
        return approve(entry, by=by)
