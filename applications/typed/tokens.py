"""The sealed word in a page that says whose it is, so that what was typed there finds its account without a session.

It is opaque, holds for a few days, and lets nobody read anything: it only adds to what that account finds typed.
"""

import json
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.utils import timezone

from accounts.models import User
from applications.models import Application
from sealing import Unreadable
from sealing.crypto import open_sealed, seal

CONTEXT = "applications.typed"
HOLDS = timedelta(days=3)
FIELD = "whose"


@dataclass(frozen=True)
class Whose:
    """A page that was shown: to which account, of which request, which page of it, and where one finds it again.

    `fills` marks the pages of the form itself, which take nothing once the request is sent.
    """

    user: int
    application: UUID | None
    step: str
    page: str
    fills: bool


def issue(case: Application | None, step: str, *, by: User, page: str, fills: bool = False) -> str:
    """The word for a page that is being shown to `by` at the address `page`."""
    told = [by.pk, str(case.pk) if case else "", step, page, fills, int(timezone.now().timestamp())]
    return seal(json.dumps(told).encode(), context=CONTEXT)


def read(word: str) -> Whose | None:
    """None for a word that is not ours, or too old."""
    try:
        user, application, step, page, fills, at = json.loads(open_sealed(word, context=CONTEXT))
    except (Unreadable, ValueError):
        return None
    if timezone.now().timestamp() - at > HOLDS.total_seconds():
        return None
    return Whose(user, UUID(application) if application else None, step, page, fills)
