"""A move that came too late, said in words (invariants 4 and 6); the refusals themselves are those of `people`."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import gettext_lazy as _
from django_fsm import TransitionNotAllowed

from people.refusals import CONFLICT, FORBIDDEN, GONE, TOO_MANY, UNPROCESSABLE, Refused, require

__all__ = ["CONFLICT", "FORBIDDEN", "GONE", "TOO_MANY", "UNPROCESSABLE", "Refused", "moving", "require"]

NOT_YOURS = _("This request is not yours.")
AGREE_FIRST = _("You took back your consent to the use of your file. Agree again under “My consents”, then go on.")
MOVED_ON = _("This request has moved on since you opened it. Nothing was changed; here is where it stands now.")


@contextmanager
def moving() -> Iterator[None]:
    """Turn a move that is no longer possible into a clear refusal (two colleagues, two clicks, two tabs)."""
    try:
        yield
    except TransitionNotAllowed:
        raise Refused(MOVED_ON, CONFLICT) from None
