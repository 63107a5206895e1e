"""Who speaks on which side of the talk about a request, and what still wants an answer."""

from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications.models import Application
from applications.refusals import require
from applications.rules import owns
from people.helping.enums import HelperScope
from people.helping.queries import permission_for

NOT_YOURS = _("This request is not yours.")
READS_ONLY = _("You may read these messages. Writing needs the permission to fill requests.")

Colleague = Callable[[User, Application], bool]
_colleagues: list[Colleague] = []


def let_in(may: Colleague) -> None:
    """The desk says which colleagues may read and write about a request."""
    if may not in _colleagues:
        _colleagues.append(may)


def is_colleague(user: User, case: Application) -> bool:
    """Whether the account stands on the association's side of the talk; never with a request of one's own or kin."""
    return any(may(user, case) for may in _colleagues)


def writes_for_person(user: User, case: Application) -> bool:
    """Whether the account writes on the person's side: the owner, or a helper who reads messages and fills requests.

    Raises Refused for a helper who may only read.
    """
    if owns(user, case):
        return True
    held = permission_for(user, case.person, HelperScope.MESSAGES)
    require(held is None or held.may(HelperScope.REQUESTS_FILL), READS_ONLY)
    return held is not None


def is_open(case: Application) -> bool:
    """Whether more may be written: what was sent, until it is withdrawn or lapses."""
    return case.was_submitted and not case.is_stopped


def awaits_answer(case: Application) -> bool:
    """Whether the person still waits for an answer or an explanation: the request can't end before (R34)."""
    return case.talk.open_questions().exists() or case.clarifications.open().exists()
