"""Joining a shift and leaving it, waiting and offers, changes of a shift, handing a place over, writing to its people.

One order everywhere: the shift, then the placement, then the volunteer (decision 36). A freed place is offered in a
transaction of its own, one volunteer at a time, so that nobody waits for two locks in two orders (decision 39).
"""

from volunteering.joining.actions.changes import call_off, shift_moved
from volunteering.joining.actions.letters import write_to_people
from volunteering.joining.actions.offers import lapse, offer_free, offer_later, offer_to
from volunteering.joining.actions.places import accept, decline, guardian_answered, join, leave, put_down
from volunteering.joining.actions.swaps import agree_to_swap, ask_swap, end_swap, refuse_swap

__all__ = [
    "accept",
    "agree_to_swap",
    "ask_swap",
    "call_off",
    "decline",
    "end_swap",
    "guardian_answered",
    "join",
    "lapse",
    "leave",
    "offer_free",
    "offer_later",
    "offer_to",
    "put_down",
    "refuse_swap",
    "shift_moved",
    "write_to_people",
]
