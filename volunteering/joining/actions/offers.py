"""Free places find the next one waiting: fair, one at a time, by message; near the shift, the first who takes one."""

from datetime import datetime
from functools import partial

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from notifications.models import Message
from volunteering.enums import HOLDING, Event, PlacementStatus
from volunteering.joining import clocks, queries
from volunteering.joining.actions.steps import FULL, STANDS, end_swaps, require_fit, tell, write
from volunteering.joining.candidates import candidate
from volunteering.joining.tasks import offer_places
from volunteering.joining.wording import Moment
from volunteering.locking import lock_placement, lock_shift, lock_volunteer
from volunteering.models import Placement, Shift, Volunteer
from volunteering.refusals import CONFLICT, NOT_YOURS, UNPROCESSABLE, moving, require
from volunteering.rules import may_judge

OPEN_TO_ALL = "volunteering/place_open"
NO_TIME = _(
    "Leave enough time to answer: the offer must end later than now and two hours before the shift at the latest."
)


def offer_free(shift: Shift) -> int:
    """Offer the free places of a shift to those who wait, in their order; returns how many were offered or opened.

    Whoever no longer fits is told why and leaves the list. Each step is a transaction of its own and locks one
    volunteer alone.
    """
    count = 0
    while (done := _step(shift)) is not None:
        count += done
    return count


@transaction.atomic
def offer_to(shift: Shift, volunteer: Volunteer, *, by: User, until: datetime | None = None) -> Placement:
    """A coordinator offers a free place to somebody who fits, to be answered by `until`. A repeat changes nothing."""
    locked = lock_shift(shift)
    who = lock_volunteer(volunteer)
    require(may_judge(by, who), NOT_YOURS)
    place = queries.standing_in(locked, who) or Placement(shift=locked, volunteer=who)
    if place.is_offered or place.is_accepted or place.awaits_guardian:
        return place
    require(place.status in (PlacementStatus.APPLIED, PlacementStatus.WAITLISTED), STANDS, CONFLICT)
    require_fit(candidate(who), locked)
    require(queries.free(locked) > 0, FULL, CONFLICT)
    last = min(until, clocks.last_answer(locked)) if until else clocks.offer_until(locked)
    require(last > timezone.now(), NO_TIME, UNPROCESSABLE)
    return _offer(place, until=last, by=by)


@transaction.atomic
def lapse(placement: Placement) -> bool:
    """End an offer, or a place kept for a guardian, whose time is over; whether it was ended now."""
    place = lock_placement(placement)
    if not queries.unanswered().filter(pk=place.pk).exists():
        return False
    was, event = place.status, Event.OFFER_LAPSED if place.is_offered else Event.GUARDIAN_LATE
    place.lapse()
    place.save()
    tell(place, event, by=None)
    let_go(place, was=was)
    return True


def let_go(placement: Placement, *, was: str) -> None:
    """What follows when a place ends: nobody is asked to take it over, and the next one waiting is offered it."""
    end_swaps(placement)
    if was in HOLDING:
        offer_later(placement.shift)


def turn_down(place: Placement, *, by: User | None, reason: str) -> Placement:
    """End a locked place with a no and its reason."""
    was = place.status
    with moving():
        place.decline()
    place.reason = reason
    place.save()
    tell(place, Event.TURNED_DOWN, by=by, note=reason)
    let_go(place, was=was)
    return place


def offer_later(shift: Shift) -> None:
    """Have the worker offer what is free once this transaction stands; what it misses, the clock catches up with."""
    transaction.on_commit(partial(offer_places.enqueue, str(shift.pk)), robust=True)


@transaction.atomic
def _step(shift: Shift) -> int | None:
    """One step: who comes first is offered a place, or told why not. None when nothing is left to do."""
    locked = lock_shift(shift)
    if not locked.is_planned or locked.has_begun or queries.free(locked) == 0:
        return None
    if clocks.is_open_to_all(locked):
        return _open_to_all(locked) or None
    first = locked.placements.waiting().first()
    if first is None:
        return None
    place = lock_placement(first)
    who = candidate(lock_volunteer(place.volunteer))
    with override(place.volunteer.person.recipient.language):
        found = who.hindrances(locked, besides=place.pk)
        if found:
            reason = gettext("A place became free, but it could not be offered to you. %(why)s")
            turn_down(place, by=None, reason=reason % {"why": found[0].text})
            return 0
    _offer(place, until=clocks.offer_until(locked), by=None)
    return 1


def _offer(place: Placement, *, until: datetime, by: User | None) -> Placement:
    with moving():
        place.offer()
    place.answer_until = until
    place.save()
    tell(place, Event.OFFERED, by=by, until=Moment(until))
    return place


def _open_to_all(shift: Shift) -> int:
    """Tell everyone who waits, once, that the first who takes a free place has it; how many were told."""
    waiting = list(shift.placements.waiting().select_related(*queries.WHOLE))
    heard = Message.objects.filter(template=OPEN_TO_ALL, subject_id__in=[str(place.pk) for place in waiting])
    known, told = set(heard.values_list("subject_id", flat=True)), 0
    for place in waiting:
        if str(place.pk) in known or candidate(place.volunteer).hindrances(shift, besides=place.pk):
            continue
        write(place, OPEN_TO_ALL)
        told += 1
    return told
