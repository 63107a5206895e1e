"""A six-digit code to an address of someone signed in: sent, used once. It waits in the sealed session."""

import time
from dataclasses import asdict, dataclass
from enum import Enum, auto

from allauth.core.internal.cryptokit import compare_user_code, generate_user_code
from django.conf import settings
from django.db import transaction
from django.http import HttpRequest
from django.utils.module_loading import import_string
from django.utils.translation import get_language

from accounts.enums import Address
from accounts.limits import TooMany, count_code

SESSION_KEY = "account.codes"
LIVES = 10 * 60  # seconds
MOST_MISSES = 3


class Verdict(Enum):
    RIGHT = auto()
    WRONG = auto()
    SPENT = auto()
    GONE = auto()


@dataclass
class Pending:
    """A code that was sent and not used yet."""

    kind: str
    address: str
    code: str
    at: float
    misses: int = 0

    def is_alive(self) -> bool:
        return time.time() - self.at <= LIVES


def send_code(kind: Address, address: str, code: str) -> None:
    """Hand a code to the room above that sends it."""
    import_string(settings.ACCOUNT_CODE_SENDER)(kind.value, address, code, language=get_language() or "")


def issue(request: HttpRequest, slot: str, kind: Address, address: str, *, withheld: bool = False) -> Pending:
    """Send a new code for `slot`; the one before it ends. Raises TooMany.

    A `withheld` code goes nowhere, and nobody can tell by the answer or by the time it takes.
    """
    count_code(request, address)
    code = generate_user_code(length=6, numeric=True, dashed=False)
    made = Pending(kind.value, address, code, time.time())
    with transaction.atomic():
        send_code(kind, address, code)
        if withheld:
            transaction.set_rollback(True)
    _keep(request, slot, made)
    return made


def issue_unhurried(request: HttpRequest, slot: str, kind: Address, address: str, *, withheld: bool = False) -> Pending:
    """The same, when the code before it had its time to come. Raises TooMany."""
    before = waiting(request, slot)
    if before and before.address == address and (wait := seconds_to_wait(before.at)):
        raise TooMany.of(wait)
    return issue(request, slot, kind, address, withheld=withheld)


def waiting(request: HttpRequest, slot: str) -> Pending | None:
    """The code that waits in `slot`, while it lives."""
    kept = request.session.get(SESSION_KEY, {}).get(slot)
    pending = Pending(**kept) if kept else None
    return pending if pending and pending.is_alive() else None


def verify(request: HttpRequest, slot: str, typed: str) -> Verdict:
    """Compare, and forget the code when it was right or wrong too often."""
    pending = waiting(request, slot)
    if pending is None:
        return Verdict.GONE
    if compare_user_code(actual=typed, expected=pending.code):
        forget(request, slot)
        return Verdict.RIGHT
    pending.misses += 1
    if pending.misses >= MOST_MISSES:
        forget(request, slot)
        return Verdict.SPENT
    _keep(request, slot, pending)
    return Verdict.WRONG


def forget(request: HttpRequest, slot: str) -> None:
    request.session[SESSION_KEY] = {
        name: kept for name, kept in request.session.get(SESSION_KEY, {}).items() if name != slot
    }


def seconds_to_wait(sent_at: float) -> int:
    """How long until another code may be asked for."""
    return max(0, int(sent_at + settings.CODE_RESEND_SECONDS - time.time() + 0.999))


def _keep(request: HttpRequest, slot: str, pending: Pending) -> None:
    request.session[SESSION_KEY] = {**request.session.get(SESSION_KEY, {}), slot: asdict(pending)}
