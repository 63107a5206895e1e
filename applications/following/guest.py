"""Looking at a request without an account: its number, a mobile number that may follow it, and a code to that number.

Whoever asks gets the same answer for a right pair, a wrong one and none; the codes are counted as those of signing in.
What is asked for lies in the sealed session, and the right to look is asked again at every look.
"""

import time

from django.http import HttpRequest

from accounts import codes
from accounts.codes import Verdict
from accounts.enums import Address
from applications.following.rules import may_look
from applications.models import Application

SLOT = "request"
ASKED, OPENED = "guest.asked", "guest.opened"
LIVES = 30 * 60  # seconds


def ask(request: HttpRequest, reference: str, mobile: str) -> None:
    """Send a code to `mobile` when it may look at the request; else only seem to. Raises TooMany."""
    withheld = _found(reference, mobile) is None
    codes.issue_unhurried(request, SLOT, Address.MOBILE, mobile, withheld=withheld)
    request.session[ASKED] = reference


def ask_again(request: HttpRequest) -> bool:
    """The same once more; False when nothing was asked for. Raises TooMany."""
    pending, reference = codes.waiting(request, SLOT), request.session.get(ASKED)
    if pending is None or not reference:
        return False
    ask(request, reference, pending.address)
    return True


def open_with(request: HttpRequest, code: str) -> Verdict:
    """Compare the code; right, the request is open to this browser for half an hour."""
    pending = codes.waiting(request, SLOT)
    verdict = codes.verify(request, SLOT, code)
    if verdict is Verdict.RIGHT and pending:
        until = time.time() + LIVES
        request.session[OPENED] = {"reference": request.session[ASKED], "mobile": pending.address, "until": until}
    return verdict


def opened(request: HttpRequest) -> Application | None:
    """The request that this browser may look at now; None when the time is over or the permission ended."""
    kept = request.session.get(OPENED)
    if not kept or kept["until"] < time.time():
        return None
    return _found(kept["reference"], kept["mobile"])


def number(request: HttpRequest) -> str:
    """The number that opened the request to this browser; empty for none."""
    return str((request.session.get(OPENED) or {}).get("mobile", ""))


def close(request: HttpRequest) -> None:
    """Look no more."""
    request.session.pop(OPENED, None)


def _found(reference: str, mobile: str) -> Application | None:
    case = Application.objects.select_related("person__user", "person__recipient").filter(reference=reference).first()
    return case if case and may_look(case, mobile) else None
