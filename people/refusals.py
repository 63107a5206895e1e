"""Why something was not done, in words for whoever tried (invariants 4 and 6)."""

from django.utils.functional import Promise

CONFLICT = 409
GONE = 410
FORBIDDEN = 403
UNPROCESSABLE = 422
TOO_MANY = 429


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
