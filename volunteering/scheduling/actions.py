"""Making, moving and cancelling shifts. Whoever has a place is told by what joining does of it."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as now_said
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from audit.actions import record
from volunteering.enums import HOLDING
from volunteering.joining import actions as joining
from volunteering.joining.wording import Span
from volunteering.locking import lock_shift
from volunteering.models import OpportunityPage, Shift, ShiftBatch
from volunteering.models.opportunity import LONGEST_SHIFT, MOST_PLACES
from volunteering.refusals import CONFLICT, NOT_YOURS, UNPROCESSABLE, Refused, moving, require
from volunteering.rules import coordinates
from volunteering.scheduling.plans import Planned, checked

MOST = 400  # shifts in one making; more is a slip of the hand
PAST = _("This time has passed. Choose one that is still to come.")
BACKWARDS = _("A shift ends after it begins.")
TOO_LONG = _("A shift lasts sixteen hours at most. Make two of it.")
BEGUN = _("This shift has begun. It can't be changed any more.")
CANCELLED = _("This shift is cancelled. Make a new one.")
PLACES = _("A shift has between 1 and 1000 places.")
WHY = _("Write why the shift is cancelled: those who have a place read it.")
NOTHING = _("No shift is left to be made. Choose other days or hours.")
TOO_MANY = _("These are too many shifts at once. Make 400 at most.")
MEANWHILE = _("A shift of this opportunity stands at one of these times by now. Look at the plan once more.")
JOINED = _("Somebody has joined already, so the set stays. Cancel the shifts one by one, with a reason.")


@transaction.atomic
def make(
    opportunity: OpportunityPage,
    *,
    by: User,
    starts_at: datetime,
    ends_at: datetime,
    capacity: int,
    place: str = "",
    note: str = "",
) -> Shift:
    """Add one shift to an opportunity. Raises Refused for a time that has passed or is too long."""
    require(coordinates(by), NOT_YOURS)
    _require_times(starts_at, ends_at)
    _require_places(capacity)
    shift = Shift(opportunity=opportunity, starts_at=starts_at, ends_at=ends_at, capacity=capacity, created_by=by)
    shift.place, shift.note = place, note
    shift.save(force_insert=True)
    record("volunteering.shift_made", by=by, subject=shift)
    return shift


@transaction.atomic
def make_many(opportunity: OpportunityPage, plan: Sequence[Planned], *, key: UUID, by: User) -> ShiftBatch:
    """Make the shifts of a plan, all or none. The key makes a second click find the set of the first.

    Raises Refused when nothing is left to make, for too many, and for a shift that can't be made any more.
    """
    require(coordinates(by), NOT_YOURS)
    page = OpportunityPage.objects.select_for_update(of=("self",), no_key=True).get(pk=opportunity.pk)
    if made := ShiftBatch.objects.filter(pk=key).first():
        return made
    require(bool(plan), NOTHING, UNPROCESSABLE)
    require(len(plan) <= MOST, TOO_MANY, UNPROCESSABLE)
    for each in checked(page, plan):  # Behind the lock: somebody may have made the same meanwhile.
        require(each.met is None, MEANWHILE, CONFLICT)
        _require_times(each.starts_at, each.ends_at)
        _require_places(each.capacity)
    batch = ShiftBatch.objects.create(pk=key, opportunity=page, made_by=by, count=len(plan))
    Shift.objects.bulk_create([_planned(page, each, batch, by) for each in plan])
    record("volunteering.shifts_made", by=by, subject=batch, details={"count": len(plan)})
    return batch


@transaction.atomic
def undo(batch: ShiftBatch, *, by: User) -> ShiftBatch:
    """Take a whole set back while nobody has joined. A repeat changes nothing."""
    require(coordinates(by), NOT_YOURS)
    OpportunityPage.objects.select_for_update(of=("self",), no_key=True).get(pk=batch.opportunity_id)
    fresh = ShiftBatch.objects.select_for_update(no_key=True).get(pk=batch.pk)
    if fresh.is_undone:
        return fresh
    shifts = Shift.objects.select_for_update().filter(batch=fresh).order_by("pk")
    keys = [shift.pk for shift in shifts]
    untouched = Shift.objects.filter(pk__in=keys, placements__isnull=True, incidents__isnull=True)
    require(untouched.count() == len(keys), JOINED, CONFLICT)
    untouched.delete()
    fresh.undone_at = timezone.now()
    fresh.save(update_fields=["undone_at"])
    record("volunteering.shifts_undone", by=by, subject=fresh, details={"count": len(keys)})
    return fresh


@transaction.atomic
def move(shift: Shift, *, starts_at: datetime, ends_at: datetime, place: str, by: User) -> Shift:
    """Give a shift another time or place, and tell everybody who has one in it. The same again changes nothing."""
    fresh = _changing(shift, by)
    if (fresh.starts_at, fresh.ends_at, fresh.place) == (starts_at, ends_at, place):
        return fresh
    _require_times(starts_at, ends_at)
    before = {"from": fresh.starts_at.isoformat(), "to": starts_at.isoformat()}
    was = Span.of(fresh)
    fresh.starts_at, fresh.ends_at, fresh.place = starts_at, ends_at, place
    fresh.sequence += 1
    fresh.save(update_fields=["starts_at", "ends_at", "place", "sequence"])
    record("volunteering.shift_moved", by=by, subject=fresh, details=before)
    joining.shift_moved(fresh, by=by, was=was)
    return fresh


@transaction.atomic
def resize(shift: Shift, *, capacity: int, by: User) -> Shift:
    """Give a shift more or fewer places. More are offered to those waiting; fewer than are held is refused."""
    fresh = _changing(shift, by)
    _require_places(capacity)
    held = fresh.placements.filter(status__in=HOLDING).count()
    if capacity < held:
        words = now_said("%(held)s places are taken. Choose at least as many, or free some first.") % {"held": held}
        raise Refused(words, CONFLICT)
    if capacity == fresh.capacity:
        return fresh
    grown, was = capacity > fresh.capacity, fresh.capacity
    fresh.capacity = capacity
    fresh.save(update_fields=["capacity"])
    record("volunteering.shift_resized", by=by, subject=fresh, details={"from": was, "to": capacity})
    if grown:
        joining.offer_later(fresh)
    return fresh


@transaction.atomic
def say(shift: Shift, *, note: str, by: User) -> Shift:
    """Change the word to the volunteers that stands with the shift."""
    fresh = _changing(shift, by)
    if fresh.note == note:
        return fresh
    fresh.note = note
    fresh.save(update_fields=["note"])
    record("volunteering.shift_noted", by=by, subject=fresh)
    return fresh


@transaction.atomic
def cancel(shift: Shift, *, reason: str, by: User) -> Shift:
    """Call a shift off with a reason that everybody who has a place, or waits for one, is told."""
    require(coordinates(by), NOT_YOURS)
    fresh = lock_shift(shift)
    require(not fresh.is_over, BEGUN, CONFLICT)
    require(bool(reason.strip()), WHY, UNPROCESSABLE)
    with moving():
        fresh.cancel()
    fresh.cancelled_because = reason.strip()
    fresh.sequence += 1
    fresh.save(update_fields=["status", "cancelled_because", "sequence"])
    record("volunteering.shift_cancelled", by=by, subject=fresh)
    joining.call_off(fresh, by=by, reason=fresh.cancelled_because)
    return fresh


def _changing(shift: Shift, by: User) -> Shift:
    """The shift, locked, when the colleague may still change it."""
    require(coordinates(by), NOT_YOURS)
    fresh = lock_shift(shift)
    require(fresh.is_planned, CANCELLED, CONFLICT)
    require(not fresh.has_begun, BEGUN, CONFLICT)
    return fresh


def _require_times(starts_at: datetime, ends_at: datetime) -> None:
    require(starts_at > timezone.now(), PAST, UNPROCESSABLE)
    require(ends_at > starts_at, BACKWARDS, UNPROCESSABLE)
    require(ends_at - starts_at <= LONGEST_SHIFT, TOO_LONG, UNPROCESSABLE)


def _require_places(capacity: int) -> None:
    require(1 <= capacity <= MOST_PLACES, PLACES, UNPROCESSABLE)


def _planned(page: OpportunityPage, each: Planned, batch: ShiftBatch, by: User) -> Shift:
    given: dict[str, Any] = {
        name: getattr(each, name) for name in ("starts_at", "ends_at", "capacity", "place", "note")
    }
    return Shift(opportunity=page, batch=batch, created_by=by, **given)
