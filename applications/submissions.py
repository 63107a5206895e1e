"""Who hears of a request that was just sent: rooms above register here, and may not keep it from being sent."""

import logging
from collections.abc import Callable

from django.db import transaction

from applications.models import Application

logger = logging.getLogger(__name__)
Hearer = Callable[[Application], None]
_hearers: list[Hearer] = []


def on_submit(hearer: Hearer) -> None:
    """Call `hearer` with each request that is sent, in its transaction and under its lock."""
    if hearer not in _hearers:
        _hearers.append(hearer)


def announce(case: Application) -> None:
    """Tell everyone who asked. What one of them does wrong is undone alone, and the request is sent all the same."""
    for hearer in _hearers:
        attempt(hearer, case)


def attempt(hearer: Hearer, case: Application) -> None:
    """Call what may not keep the caller's move from being made."""
    try:
        with transaction.atomic():
            hearer(case)
    except Exception as fault:  # Its message could hold a name or a number.
        case.refresh_from_db(fields=["assigned_to"])
        logger.error("%s: a hearer failed: %s", case.reference, type(fault).__name__)
