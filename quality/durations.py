"""How long a request really took, and what a list of such times says in two numbers."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from math import ceil

from applications.enums import Event

DAY = timedelta(days=1)
Moves = Iterable[tuple[str, datetime]]  # (kind of event, when), oldest first


def days_taken(sent: datetime, decided: datetime, moves: Moves) -> int:
    """Calendar days from sending to the reply, begun days counted whole, without the time spent waiting for the person.

    A pause runs from «something is missing» to «missing items completed» (R36). At least 1.
    """
    paused, since = timedelta(0), None
    for kind, at in moves:
        if kind == Event.RETURNED:
            since = at
        elif kind == Event.RESUBMITTED and since is not None:
            paused, since = paused + (at - since), None
    return max(ceil((decided - sent - paused) / DAY), 1)


def within(days: Sequence[int], part: float) -> int:
    """The smallest number of days within which at least `part` (0 to 1) of the cases fall. `days` is not empty."""
    ordered = sorted(days)
    return ordered[max(ceil(part * len(ordered)), 1) - 1]
