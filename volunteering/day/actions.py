"""What is noted on the day of a shift. Whatever is noted twice is noted once; nobody notes their own or their kin."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from audit.actions import record
from office.queries import settings as office_settings
from volunteering.day import times
from volunteering.enums import Event, PlacementStatus
from volunteering.history import keep
from volunteering.hours.actions import propose, take_back
from volunteering.locking import lock_placement, lock_shift
from volunteering.models import Incident, Placement, Shift, Volunteer
from volunteering.refusals import CONFLICT, NOT_YOURS, UNPROCESSABLE, Refused, moving, require
from volunteering.rules import coordinates, may_judge
from volunteering.telling import desk, tell_coordinators

CANCELLED = _("This shift was cancelled.")
NOT_EXPECTED = _("They have no confirmed place in this shift.")
NOT_HERE = _("They have not been noted as present.")
BEFORE_COMING = _("That is before they came.")
NOT_BEGUN = _("The shift has not begun. Somebody may still come.")
NOT_MISSED = _("They were not noted as absent.")
NOTHING_NOTED = _("Nothing was noted for them yet.")
NOT_OVER = _("The shift is not over yet.")
SAY_WHY = _("Say why they could not come.")
WRITE_IT = _("Write what happened.")


@transaction.atomic
def check_in(placement: Placement, *, by: User, at: datetime | None = None) -> Placement:
    """Note that a volunteer came, now or `at` an earlier moment within the shift. Noted twice, it stands once."""
    fresh = _held(placement, by)
    if fresh.is_present or fresh.is_completed:
        return fresh
    if fresh.was_missed:
        _undo_miss(fresh, by)
    return arrive(fresh, by=by, at=times.arrival(fresh.shift, at))


def arrive(placement: Placement, *, by: User | None, at: datetime) -> Placement:
    """The move itself, for a caller that holds the lock and has settled who may."""
    require(placement.shift.is_planned, CANCELLED, CONFLICT)
    require(placement.is_accepted, NOT_EXPECTED, CONFLICT)
    placement.check_in()
    placement.checked_in_at, placement.checked_in_by = at, by
    placement.save(update_fields=["status", "checked_in_at", "checked_in_by"])
    keep(placement.volunteer, Event.CHECKED_IN, by=by, placement=placement)
    return placement


@transaction.atomic
def check_out(placement: Placement, *, by: User, at: datetime | None = None) -> Placement:
    """Note that a volunteer left; hours are proposed for somebody to approve. Noted twice, it stands once."""
    return _leave(_held(placement, by), by=by, at=at)


def _leave(placement: Placement, *, by: User | None, at: datetime | None) -> Placement:
    if placement.is_completed:
        return placement
    require(placement.is_present, NOT_HERE, CONFLICT)
    came = placement.checked_in_at or placement.shift.starts_at
    left = times.departure(placement.shift, at)
    require(came <= left, BEFORE_COMING, UNPROCESSABLE)
    placement.check_out()
    placement.checked_out_at = left
    placement.save(update_fields=["status", "checked_out_at", "ended_at"])
    keep(placement.volunteer, Event.CHECKED_OUT, by=by, placement=placement)
    propose(placement, minutes=times.worked(placement.shift, came, left))
    return placement


@transaction.atomic
def was_there(placement: Placement, *, by: User) -> Placement:
    """Note after the shift that somebody was there from its beginning to its end."""
    fresh = _held(placement, by)
    if fresh.is_completed:
        return fresh
    require(fresh.shift.is_over, NOT_OVER, UNPROCESSABLE)
    if fresh.was_missed:
        _undo_miss(fresh, by)
    if not fresh.is_present:
        arrive(fresh, by=by, at=fresh.shift.starts_at)
    return _leave(fresh, by=by, at=fresh.shift.ends_at)


@transaction.atomic
def miss(placement: Placement, *, by: User) -> Placement:
    """Note that somebody who was expected did not come. After so many without an excuse the coordinator is told."""
    fresh = _held(placement, by)
    if fresh.was_missed:
        return fresh
    require(fresh.shift.has_begun, NOT_BEGUN, UNPROCESSABLE)
    with moving():
        fresh.miss()
    fresh.is_excused = False
    fresh.save(update_fields=["status", "is_excused", "ended_at"])
    keep(fresh.volunteer, Event.MISSED, by=by, placement=fresh)
    _tell_of_many(fresh)
    return fresh


@transaction.atomic
def excuse(placement: Placement, *, by: User, reason: str) -> Placement:
    """Accept why somebody did not come; it counts no more."""
    fresh = _held(placement, by)
    require(fresh.was_missed, NOT_MISSED, CONFLICT)
    require(bool(reason.strip()), SAY_WHY, UNPROCESSABLE)
    if fresh.is_excused:
        return fresh
    fresh.is_excused, fresh.reason = True, reason.strip()
    fresh.save(update_fields=["is_excused", "reason"])
    keep(fresh.volunteer, Event.EXCUSED, by=by, placement=fresh)
    return fresh


@transaction.atomic
def undo(placement: Placement, *, by: User) -> Placement:
    """Take back the last thing that was noted: the end, the arrival, or the absence."""
    fresh = _held(placement, by)
    if fresh.is_completed:
        take_back(fresh)
        fresh.undo_check_out()
        _save_step(fresh, Event.CHECK_OUT_UNDONE, by, "checked_out_at", "ended_at")
    elif fresh.is_present:
        fresh.undo_check_in()
        _save_step(fresh, Event.CHECK_IN_UNDONE, by, "checked_in_at", "checked_in_by")
    elif fresh.was_missed:
        _undo_miss(fresh, by)
    else:
        raise Refused(NOTHING_NOTED, CONFLICT)
    return fresh


def all_out(shift: Shift, *, by: User, at: datetime | None = None) -> int:
    """Note that everyone who is there leaves; how many. Whoever the colleague may not note stays."""
    return sum(_each_out(place, by, at) for place in _standing(shift, PlacementStatus.CHECKED_IN) if _may(by, place))


@transaction.atomic
def _each_out(placement: Placement, by: User, at: datetime | None) -> bool:
    fresh = lock_placement(placement)
    if not fresh.is_present:  # Somebody else was quicker.
        return False
    return _leave(fresh, by=by, at=at).is_completed


def close(shift: Shift, *, by: User) -> tuple[int, int]:
    """End the list of a shift that is over: who is there leaves, who never came is missed; how many of each."""
    require(coordinates(by), NOT_YOURS)
    require(shift.is_over, NOT_OVER, UNPROCESSABLE)
    out = all_out(shift, by=by, at=None)
    absent = [place for place in _standing(shift, PlacementStatus.ACCEPTED) if _may(by, place)]
    return out, sum(_each_missed(place, by) for place in absent)


def _each_missed(placement: Placement, by: User) -> bool:
    try:
        return miss(placement, by=by).was_missed
    except Refused:  # Somebody noted them as present meanwhile.
        return False


def end_forgotten(shift: Shift) -> int:
    """Note the end of the shift for everyone who was never noted as leaving; how many."""
    present = _standing(shift, PlacementStatus.CHECKED_IN)
    return sum(_forgotten(place) for place in present)


@transaction.atomic
def _forgotten(placement: Placement) -> bool:
    fresh = lock_placement(placement)
    if not fresh.is_present:
        return False
    return _leave(fresh, by=None, at=fresh.shift.ends_at).is_completed


@transaction.atomic
def write_incident(shift: Shift, *, by: User, text: str, volunteer: Volunteer | None = None) -> Incident:
    """Keep what happened in a shift, of one volunteer or of nobody in particular."""
    held = lock_shift(shift)
    require(coordinates(by), NOT_YOURS)
    require(bool(text.strip()), WRITE_IT, UNPROCESSABLE)
    incident = Incident.objects.create(shift=held, volunteer=volunteer, text=text.strip(), by=by)
    record("volunteering.incident", by=by, subject=incident, details={"shift": str(held.pk)})
    return incident


def _held(placement: Placement, by: User) -> Placement:
    fresh = lock_placement(placement)
    require(may_judge(by, fresh.volunteer), NOT_YOURS)
    return fresh


def _may(by: User, placement: Placement) -> bool:
    return may_judge(by, placement.volunteer)


def _standing(shift: Shift, status: PlacementStatus) -> list[Placement]:
    rows = Placement.objects.filter(shift=shift, status=status).select_related("shift", "volunteer__person")
    return list(rows.order_by("pk"))


def _undo_miss(placement: Placement, by: User) -> None:
    placement.undo_miss()
    placement.reason = ""
    _save_step(placement, Event.MISS_UNDONE, by, "is_excused", "ended_at", "reason")


def _save_step(placement: Placement, event: Event, by: User, *fields: str) -> None:
    placement.save(update_fields=["status", *fields])
    keep(placement.volunteer, event, by=by, placement=placement)


def _tell_of_many(placement: Placement) -> None:
    """Tell the coordinator at each full number of shifts missed without an excuse."""
    limit = office_settings().volunteer_no_shows
    missed = placement.volunteer.placements.filter(status=PlacementStatus.NO_SHOW).exclude(is_excused=True).count()
    if limit and missed % limit == 0:
        way = desk("volunteering_day:shift", shift=placement.shift_id)
        context = {"reference": placement.volunteer.reference, "missed": missed, "on": timezone.localdate()}
        tell_coordinators(placement.shift.opportunity, "many_missed", way=way, context=context)
