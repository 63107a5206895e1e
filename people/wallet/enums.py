"""How a paper of the file stands today."""

from enum import Enum


class State(Enum):
    """`tone` is the kind of badge that shows it; the words are the template's."""

    OPEN = "open"  # No last day is known.
    VALID = "valid"
    ENDING = "ending"
    ENDED = "ended"

    @property
    def tone(self) -> str:
        return {"open": "quiet", "valid": "done", "ending": "turn", "ended": "error"}[self.value]
