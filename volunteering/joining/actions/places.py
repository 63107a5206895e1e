"""Joining, leaving, accepting, and a coordinator's no. One order: lock, rule, move, save, event, audit, notify."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from volunteering.enums import BEFORE_THE_DAY, Event, PlacementStatus
from volunteering.guardians.queries import is_minor_on
from volunteering.joining import clocks, queries, rules
from volunteering.joining.actions.letters import alert_of_late
from volunteering.joining.actions.offers import let_go, turn_down
from volunteering.joining.actions.steps import (
    FULL,
    STANDS,
    NotForThem,
    give,
    require_fit,
    require_reason,
    seat,
    stand_in_line,
    tell,
)
from volunteering.joining.candidates import BEGUN, candidate, nobody
from volunteering.locking import lock_placement, lock_shift, lock_volunteer
from volunteering.models import OpportunityPage, Placement, Shift, Volunteer
from volunteering.refusals import CONFLICT, GONE, MOVED_ON, NOT_YOURS, Refused, require
from volunteering.rules import may_judge

DECLINED_BEFORE = _("The coordinator could not give you a place in this shift. Choose another one.")
GUARDIAN_FIRST = _(
    "A place was kept here for your guardian's answer once. Ask for the consent to this opportunity first, then join."
)
ANSWER_OVER = _("The time to answer this offer is over. You may join again; then you stand at the end of the list.")
TAKEN = _("Somebody else took the place. You keep your turn on the waiting list.")
NOT_YET = _("No place is free yet. We write to you when one is.")


@transaction.atomic
def join(shift: Shift, *, by: User) -> Placement:
    """Take a place in a shift, or stand on its waiting list (R25). A repeat returns the place that stands.

    A minor's place is kept until the guardian answers. Raises Refused, NotForThem with everything that stands against
    it.
    """
    locked = lock_shift(shift)
    found = queries.volunteer_of(by)
    if found is None:
        raise NotForThem(nobody(locked))
    volunteer = lock_volunteer(found)
    if standing := queries.standing_in(locked, volunteer):
        return standing
    who = candidate(volunteer)
    require_fit(who, locked)
    require(not queries.was_declined(locked, volunteer), DECLINED_BEFORE, CONFLICT)
    place = Placement(shift=locked, volunteer=volunteer)
    if not _has_room(locked):
        return stand_in_line(place, by=by)
    late = who.needs_guardian(locked) and queries.guardian_was_late(locked, volunteer)
    require(not late, GUARDIAN_FIRST, CONFLICT)
    return seat(place, who, by=by)


@transaction.atomic
def accept(placement: Placement, *, by: User) -> Placement:
    """Take the place that was offered; near the shift, a free one for which one waits. A repeat changes nothing."""
    place = lock_placement(placement)
    require(rules.is_own(by, place), NOT_YOURS)
    if place.status in (PlacementStatus.ACCEPTED, PlacementStatus.AWAITING_GUARDIAN):
        return place
    if place.is_waitlisted:
        _require_open(place.shift)
    else:
        require(place.is_offered, MOVED_ON, CONFLICT)
        require(place.answer_until is None or timezone.now() < place.answer_until, ANSWER_OVER, GONE)
    who = candidate(lock_volunteer(place.volunteer))
    require_fit(who, place.shift, besides=place)
    return seat(place, who, by=by)


@transaction.atomic
def leave(placement: Placement, *, by: User, reason: str = "") -> Placement:
    """Give a place back, refuse an offer, or leave the waiting list, before the shift begins. A repeat changes nothing.

    Late, it is marked and the coordinator is told; the pages warn before (`queries.is_late`).
    """
    place = lock_placement(placement)
    require(rules.is_own(by, place), NOT_YOURS)
    if place.status == PlacementStatus.WITHDRAWN:
        return place
    was, late = place.status, queries.is_late(place)
    require(place.may_leave, MOVED_ON, CONFLICT)
    require(not place.shift.has_begun, BEGUN, CONFLICT)
    place.withdraw()
    place.is_late, place.reason = late, reason.strip()
    place.save()
    tell(place, Event.WITHDREW, by=by, note=place.reason)
    let_go(place, was=was)
    if late:
        alert_of_late(place)
    return place


@transaction.atomic
def decline(placement: Placement, *, by: User, reason: str) -> Placement:
    """A coordinator takes somebody out of a shift before it begins, with a reason that the volunteer reads."""
    place = lock_placement(placement)
    require(may_judge(by, place.volunteer), NOT_YOURS)
    if place.status == PlacementStatus.DECLINED:
        return place
    why = require_reason(reason)
    require(not place.shift.has_begun, BEGUN, CONFLICT)
    return turn_down(place, by=by, reason=why)


@transaction.atomic
def put_down(shift: Shift, volunteer: Volunteer, *, by: User) -> Placement:
    """A coordinator puts down somebody who said yes by word: where the volunteer fits and a place is free."""
    locked = lock_shift(shift)
    who = lock_volunteer(volunteer)
    require(may_judge(by, who), NOT_YOURS)
    place = queries.standing_in(locked, who) or Placement(shift=locked, volunteer=who)
    require(place.status in (PlacementStatus.APPLIED, PlacementStatus.WAITLISTED), STANDS, CONFLICT)
    known = candidate(who)
    require_fit(known, locked)
    require(queries.free(locked) > 0, FULL, CONFLICT)
    return seat(place, known, by=by)


@transaction.atomic
def guardian_answered(
    volunteer: Volunteer, opportunity: OpportunityPage, *, given: bool, withdrawn: bool = False
) -> None:
    """The kept places of a minor become theirs; without a consent all that need one end.

    It locks shifts: whoever calls it has locked no volunteer yet.
    """
    statuses = [PlacementStatus.AWAITING_GUARDIAN] if given else BEFORE_THE_DAY
    rows = Placement.objects.filter(volunteer=volunteer, status__in=statuses, shift__in=Shift.objects.of(opportunity))
    coming = rows.filter(shift__starts_at__gt=timezone.now()).select_related("shift").order_by("shift_id")
    for place in [lock_placement(each) for each in coming]:  # Every lock before the first row.
        if place.status in statuses and (given or is_minor_on(place.volunteer, place.shift.day)):
            _follow_guardian(place, given=given, withdrawn=withdrawn)


def _follow_guardian(place: Placement, *, given: bool, withdrawn: bool) -> None:
    if given:
        give(place, by=None)
        return
    with override(place.volunteer.person.recipient.language):
        refused = gettext("Your guardian did not agree to this opportunity.")
        taken_back = gettext("Your guardian took back the consent to this opportunity.")
        turn_down(place, by=None, reason=taken_back if withdrawn else refused)


def _has_room(shift: Shift) -> bool:
    """Whether whoever comes now gets a place: others who wait come first, until the shift is near."""
    if queries.free(shift) == 0:
        return False
    return clocks.is_open_to_all(shift) or not shift.placements.waiting().exists()


def _require_open(shift: Shift) -> None:
    """Raise Refused unless a free place is for whoever takes it."""
    require(not shift.has_begun, BEGUN, CONFLICT)
    require(clocks.is_open_to_all(shift), NOT_YET, CONFLICT)
    if queries.free(shift) == 0:
        raise Refused(TAKEN, CONFLICT)
