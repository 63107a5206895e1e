"""Who hears of an appointment that was made, moved or cancelled: rooms above register here, and may not undo it."""

import logging
from collections.abc import Callable
from datetime import datetime
from enum import StrEnum

from django.db import transaction

from accounts.models import User
from applications.models import Appointment

logger = logging.getLogger(__name__)


class Change(StrEnum):
    MADE = "made"
    MOVED = "moved"
    CANCELLED = "cancelled"


Former = tuple[User | None, datetime]  # Whose time it was, and when
Hearer = Callable[[Appointment, Change, User | None, Former | None], None]
_hearers: list[Hearer] = []


def on_change(hearer: Hearer) -> None:
    """Call `hearer` with an appointment, what became of it, by whom, and what it was before it moved."""
    if hearer not in _hearers:
        _hearers.append(hearer)


def changed(meeting: Appointment, change: Change, *, by: User | None, former: Former | None = None) -> None:
    """Tell everyone who asked, in the caller's transaction; what one of them does wrong is undone alone."""
    for hearer in _hearers:
        try:
            with transaction.atomic():
                hearer(meeting, change, by, former)
        except Exception as fault:  # Its message could hold a name or a number.
            logger.error("%s: a hearer failed: %s", meeting.pk, type(fault).__name__)
