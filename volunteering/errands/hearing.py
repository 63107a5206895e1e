"""What the room above lends to an errand: who it is for, and an ear for its changes (`casework.helping_out`)."""

from collections.abc import Callable

from people.models import Person
from volunteering.models import Errand

_people: list[Callable[[Errand], Person | None]] = []
_ears: list[Callable[[Errand], None]] = []


def lend(person_of: Callable[[Errand], Person | None], hear: Callable[[Errand], None]) -> None:
    """Register who an errand is for, and what follows when it is taken, given back or given up."""
    if hear not in _ears:
        _people.append(person_of)
        _ears.append(hear)


def person_of(errand: Errand) -> Person | None:
    """Who needs the help; None while nobody says so."""
    return next((person for asked in _people if (person := asked(errand))), None)


def changed(errand: Errand) -> None:
    """Tell the room above, in the caller's transaction."""
    for hear in _ears:
        hear(errand)
