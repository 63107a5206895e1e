"""Why something was not done, in words for the person who tried (invariants 4 and 6)."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django_fsm import TransitionNotAllowed

CONFLICT = 409
FORBIDDEN = 403
UNPROCESSABLE = 422


class Refused(Exception):
    """An action that did not happen. `message` is for the screen, `status` is the HTTP status (4xx)."""

    def __init__(self, message: str | Promise, status: int = UNPROCESSABLE) -> None:
        super().__init__(message)
        self.message = message
        self.status = status


def require(held: bool, message: str | Promise, status: int = FORBIDDEN) -> None:
    """Raise Refused unless `held`."""
    if not held:
        raise Refused(message, status)


@contextmanager
def moving() -> Iterator[None]:
    """Turn a move that is no longer possible into a clear refusal (two colleagues, two clicks, two tabs)."""
    try:
        yield
    except TransitionNotAllowed:
        raise Refused(
            _("This request has moved on since you opened it. Nothing was changed; here is where it stands now."),
            CONFLICT,
        ) from None
