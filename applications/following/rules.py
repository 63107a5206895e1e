"""Who permits another phone to follow a request, and which phones may look at it."""

from accounts.models import User
from applications.enums import Signing
from applications.models import Application
from applications.rules import owns
from applications.talk.rules import is_colleague


def permits(user: User, case: Application) -> bool:
    """Whether the account may let a phone follow, or end that: the owner, or a colleague on the owner's word."""
    return owns(user, case) or is_colleague(user, case)


def may_look(case: Application, mobile: str) -> bool:
    """Whether this number (E.164) may see where the request stands: the owner's proven one, or a follower's."""
    owner = case.person.user
    if owner and owner.mobile == mobile and owner.mobile_proven_at:
        return True
    if owner is None and case.person.mobile == mobile and _signed_by_it(case):
        return True
    return case.followers.reached_at(mobile).exists()


def _signed_by_it(case: Application) -> bool:
    """Whether whoever has no account signed by the code that came to the mobile of the file: that proves it."""
    return case.declarations.filter(method=Signing.CODE, witnessed_by__isnull=False, voided_at__isnull=True).exists()
