"""Whether a service takes requests today: by its dates, and by its places."""

from dataclasses import dataclass
from datetime import date

from services.enums import State
from services.models import ServicePage, ServicePlaces

TONES = {State.OPEN: "done", State.SOON: "info", State.FULL: "quiet", State.CLOSED: "quiet"}


@dataclass(frozen=True)
class Opening:
    """The state of one service on one day. `places_left` is None where no number limits it."""

    state: State
    opens_on: date | None
    closes_on: date | None
    places_left: int | None

    @property
    def is_open(self) -> bool:
        return self.state is State.OPEN

    @property
    def is_bounded(self) -> bool:
        """Whether there is anything to say: a service that is always open needs no badge."""
        return bool(self.opens_on or self.closes_on or self.places_left is not None)

    @property
    def label(self) -> str:
        return str(self.state.label)

    @property
    def tone(self) -> str:
        return TONES[self.state]


def of(service: ServicePage, places: ServicePlaces | None, today: date) -> Opening:
    """The opening of `service` on `today`; places counted for an earlier opening are free again."""
    left = None
    # Places are counted from online requests; without them the number would stand still and mislead.
    if service.capacity is not None and service.accepts_applications:
        taken = places.taken if places and places.opens_on == service.opens_on else 0
        left = max(service.capacity - taken, 0)
    return Opening(_state(service, left, today), service.opens_on, service.closes_on, left)


def _state(service: ServicePage, left: int | None, today: date) -> State:
    if service.closes_on and today > service.closes_on:
        return State.CLOSED
    if service.opens_on and today < service.opens_on:
        return State.SOON
    return State.FULL if left == 0 else State.OPEN
