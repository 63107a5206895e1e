"""What the pages of a place show."""

from typing import Any

from django.utils import timezone

from volunteering.joining import clocks, queries
from volunteering.joining.candidates import Hindrance
from volunteering.models import Placement


def joining_context(shift: Any, hindrances: list[Hindrance]) -> dict[str, Any]:
    """A counted shift before one joins it; no query."""
    free = max(0, shift.capacity - shift.taken)
    return {
        "shift": shift,
        "hindrances": hindrances,
        "free": free,
        "waiting": shift.waiting,
        "is_list": not free or (shift.waiting > 0 and not clocks.is_open_to_all(shift)),
    }


def place_context(place: Placement) -> dict[str, Any]:
    """A place, with what is possible for it now."""
    ahead = place.may_leave and not place.shift.has_begun
    swap = queries.asked_swap(place) if place.is_accepted and ahead else None
    open_now = ahead and place.is_waitlisted and clocks.is_open_to_all(place.shift)
    until = place.answer_until
    return {
        "place": place,
        "shift": place.shift,
        "may_leave": ahead,
        "is_late": ahead and queries.is_late(place),
        "line": queries.line_of(place) if ahead and place.is_waitlisted else None,
        "last_answer": clocks.last_answer(place.shift),
        "may_take": open_now and queries.free(place.shift) > 0,
        "offer_stands": place.is_offered and until is not None and timezone.now() < until,
        "swap": swap,
    }
