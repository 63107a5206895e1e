"""A place goes over to another volunteer with the consent of both. Its number never changes the capacity."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from audit.actions import record
from people.limits import require_patience
from volunteering.enums import Event, PlacementStatus
from volunteering.history import keep
from volunteering.joining import queries, rules
from volunteering.joining.actions.steps import end_swaps, tell, told_now
from volunteering.joining.candidates import BEGUN, candidate
from volunteering.joining.colleagues import Unknown, find
from volunteering.joining.wording import Span
from volunteering.locking import lock_placement, lock_volunteer
from volunteering.models import Placement, Swap, Volunteer
from volunteering.refusals import CONFLICT, MOVED_ON, NOT_YOURS, UNPROCESSABLE, Refused, moving, require

MOST_TRIES = 20  # in a day
TRIED = "volunteering.swap_tried"
NOBODY = _("We found no volunteer by this who could take your place. Check the number, or ask somebody else.")
ONE_ALREADY = _("You asked somebody already. Take that back first.")
NOT_ANY_MORE = _("This place can't be taken over any more.")


def ask_swap(placement: Placement, *, by: User, named: str) -> Swap:
    """Ask a colleague to take one's place over, by reference, or by mobile if both served together once.

    Whoever is unknown, does not fit or has no time looks the same, and one may try so often a day.
    """
    require(rules.is_own(by, placement), NOT_YOURS)
    require_patience(placement.volunteer.person, TRIED, most=MOST_TRIES)
    _note_try(placement, by)
    return _ask(placement, by=by, named=named)


@transaction.atomic
def end_swap(placement: Placement, *, by: User) -> Placement:
    """Keep one's place after all. A repeat changes nothing."""
    place = lock_placement(placement)
    require(rules.is_own(by, place), NOT_YOURS)
    end_swaps(place)
    return place


@transaction.atomic
def refuse_swap(swap: Swap, *, by: User) -> Swap:
    """The colleague can't; the holder hears of it and keeps the place. A repeat changes nothing."""
    place, asked = _lock(swap, by)
    if asked.is_asked:
        asked.refuse()
        asked.save()
        tell(place, Event.SWAP_REFUSED, by=by)
    return asked


@transaction.atomic
def agree_to_swap(swap: Swap, *, by: User) -> Placement:
    """The colleague takes the place over, who must fit as anybody who joins. Returns the colleague's place."""
    place, asked = _lock(swap, by)
    if not asked.is_asked:
        taken = queries.standing_in(place.shift, asked.to)
        if asked.is_agreed and taken:
            return taken
        raise Refused(NOT_ANY_MORE, CONFLICT)
    require(place.is_accepted and not place.shift.has_begun, NOT_ANY_MORE, CONFLICT)
    to = lock_volunteer(asked.to)
    theirs = queries.standing_in(place.shift, to) or Placement(shift=place.shift, volunteer=to)
    require(_may_take(theirs, to), NOT_ANY_MORE, CONFLICT)
    asked.agree()
    asked.save()
    with moving():
        place.hand_over()
        theirs.accept()
    place.save()
    told_now(theirs)
    theirs.save()
    tell(place, Event.SWAPPED, by=by, is_former=True)
    tell(theirs, Event.SWAPPED, by=by, is_former=False)
    return theirs


@transaction.atomic
def _note_try(placement: Placement, by: User) -> None:
    record(TRIED, by=by, subject=placement.volunteer.person)


@transaction.atomic
def _ask(placement: Placement, *, by: User, named: str) -> Swap:
    place = lock_placement(placement)
    require(rules.is_own(by, place), NOT_YOURS)
    require(place.is_accepted, MOVED_ON, CONFLICT)
    require(not place.shift.has_begun, BEGUN, CONFLICT)
    to = _found(place, named)
    if standing := queries.asked_swap(place):
        require(standing.to_id == to.pk, ONE_ALREADY, CONFLICT)
        return standing
    swap = Swap.objects.create(placement=place, to=to)
    keep(
        to,
        Event.SWAP_ASKED,
        by=by,
        url_name="volunteering:swap",
        url_kwargs={"pk": str(swap.pk)},
        when=Span.of(place.shift),
        opportunity=place.shift.opportunity.title,
        who=place.volunteer.person.given_name,
    )
    return swap


def _found(place: Placement, named: str) -> Volunteer:
    """The colleague, if they could take the place now. Raises Refused, in the same words for every other case."""
    try:
        to = find(named, asked_by=place.volunteer)
    except Unknown:
        raise Refused(NOBODY, UNPROCESSABLE) from None
    theirs = queries.standing_in(place.shift, to) or Placement(shift=place.shift, volunteer=to)
    require(_may_take(theirs, to), NOBODY, UNPROCESSABLE)
    return to


def _may_take(theirs: Placement, to: Volunteer) -> bool:
    """Whether the shift is for the colleague as it is: no guardian still to be asked, no place held there already."""
    if theirs.status not in (PlacementStatus.APPLIED, PlacementStatus.WAITLISTED):
        return False
    who = candidate(to)
    return not who.hindrances(theirs.shift) and not who.needs_guardian(theirs.shift)


def _lock(swap: Swap, by: User) -> tuple[Placement, Swap]:
    """The place, then the question about it, both anew; for the colleague who was asked alone."""
    place = lock_placement(swap.placement)
    fresh = Swap.objects.select_for_update(of=("self",)).select_related("to__person__recipient__user").get(pk=swap.pk)
    require(Volunteer.objects.of(by).filter(pk=fresh.to_id).exists(), NOT_YOURS)
    return place, fresh
