"""What becomes of its people when a shift moves or does not take place. The shift itself is the desk's to change."""

from django.db import transaction
from django.utils.translation import gettext, override

from accounts.models import User
from volunteering.enums import BEFORE_THE_DAY, Event
from volunteering.joining import clocks
from volunteering.joining.actions.offers import offer_later
from volunteering.joining.actions.steps import end_swaps, tell, told_now
from volunteering.joining.candidates import candidate
from volunteering.joining.queries import WHOLE
from volunteering.joining.wording import Span
from volunteering.locking import lock_shift
from volunteering.models import Placement, Shift
from volunteering.refusals import moving


@transaction.atomic
def call_off(shift: Shift, *, by: User | None, reason: str = "") -> int:
    """Everyone who is expected or waits is told that the shift does not take place; how many.

    It is called in the transaction that cancels the shift, and locks no volunteer.
    """
    locked = lock_shift(shift)
    places = _expected(locked)
    for place in places:
        with moving():
            place.call_off()
        place.save()
        tell(place, Event.CALLED_OFF, by=by, note=reason or locked.cancelled_because)
        end_swaps(place)
    return len(places)


@transaction.atomic
def shift_moved(shift: Shift, *, by: User | None, was: Span | None = None, note: str = "") -> int:
    """Everyone who is expected or waits hears of the new time or place; how many.

    `was` is the former time. Whoever can't come then is told why, and may leave without being late. Deadlines
    and reminders follow the new time. It is called after the shift was saved, in the same transaction.
    """
    locked = lock_shift(shift)
    places = _expected(locked)
    for place in places:
        _set_clocks(place)
        place.save(update_fields=["answer_until", "reminded_at", "reminded_again_at"])
        tell(place, Event.SHIFT_MOVED, by=by, note=_noted(place, note), was=was)
    offer_later(locked)
    return len(places)


def _expected(shift: Shift) -> list[Placement]:
    rows = Placement.objects.select_for_update(of=("self",), no_key=True).select_related(*WHOLE)
    return list(rows.filter(shift=shift, status__in=BEFORE_THE_DAY).order_by("pk"))


def _set_clocks(place: Placement) -> None:
    if place.answer_until:
        last = clocks.last_answer(place.shift) if place.is_offered else clocks.last_consent(place.shift)
        place.answer_until = min(place.answer_until, last)
    told_now(place)


def _noted(place: Placement, note: str) -> str:
    """The coordinator's word, and what now stands against the new time, in the volunteer's language."""
    with override(place.volunteer.person.recipient.language):
        found = candidate(place.volunteer).hindrances(place.shift, besides=place.pk)
        against = [str(each.text) for each in found]
        told = [gettext("The new time may not suit you:"), *against] if against else []
    return "\n".join([*([note.strip()] if note.strip() else []), *told])
