"""Somebody who came without a confirmed place gets one, and is noted as present."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from volunteering.day.actions import CANCELLED, arrive
from volunteering.day.times import arrival
from volunteering.enums import BUSY, HOLDING, STANDING, Event
from volunteering.joining.actions.steps import tell
from volunteering.joining.candidates import candidate
from volunteering.locking import lock_shift, lock_volunteer
from volunteering.models import Placement, Shift, Volunteer
from volunteering.refusals import CONFLICT, NOT_YOURS, UNPROCESSABLE, Refused, require
from volunteering.rules import may_judge

FULL = _("All places are taken. Say why one more is needed.")
GUARDIAN = _("They are under 18 on this day, and no guardian has agreed to this opportunity.")
AGAINST = _("This shift is not for them. They would be told: %(why)s")
IN_THE_LIST = _("They were noted as absent. Take that back in the list first.")


@transaction.atomic
def walk_in(shift: Shift, volunteer: Volunteer, *, by: User, reason: str = "", at: datetime | None = None) -> Placement:
    """Give a place to an active volunteer who stands there, beyond the capacity only for a reason that is kept.

    Whoever has a place already is noted as present. Twice makes one.
    """
    held, moment = lock_shift(shift), arrival(shift, at)
    place = _standing(held, volunteer)
    fresh = lock_volunteer(volunteer)
    require(may_judge(by, fresh), NOT_YOURS)
    require(held.is_planned, CANCELLED, CONFLICT)
    if place is None or not place.is_accepted:
        if place is not None and (place.is_present or place.is_completed):
            return place
        place = _given(held, fresh, place, by=by, reason=reason.strip())
    return arrive(place, by=by, at=moment)


def _given(shift: Shift, volunteer: Volunteer, place: Placement | None, *, by: User, reason: str) -> Placement:
    """A confirmed place, new or from the waiting list."""
    require(place is None or not place.was_missed, IN_THE_LIST, CONFLICT)
    _settle_obstacles(shift, volunteer, place)
    holds = place is not None and place.status in HOLDING
    is_over = not holds and _taken(shift) >= shift.capacity
    require(not is_over or bool(reason), FULL, UNPROCESSABLE)
    place = place or Placement(shift=shift, volunteer=volunteer)
    place.accept()
    place.is_walk_in, place.reason = True, reason if is_over else ""
    place.save()
    tell(place, Event.JOINED, by=by, note=place.reason)
    return place


def _settle_obstacles(shift: Shift, volunteer: Volunteer, place: Placement | None) -> None:
    """What keeps a volunteer from joining keeps them from walking in; that the shift has begun does not."""
    known = candidate(volunteer)
    require(not known.needs_guardian(shift), GUARDIAN, CONFLICT)
    against = known.personal(shift, besides=place.pk if place else None)
    if against:
        raise Refused(AGAINST % {"why": against[0].text}, CONFLICT)


def _standing(shift: Shift, volunteer: Volunteer) -> Placement | None:
    found = Placement.objects.select_for_update(of=("self",)).filter(shift=shift, volunteer=volunteer)
    return found.filter(status__in=STANDING).select_related("shift__opportunity", "volunteer__person").first()


def _taken(shift: Shift) -> int:
    """Places that are really filled: whoever did not come left theirs free."""
    return Placement.objects.filter(shift=shift, status__in=BUSY).count()
