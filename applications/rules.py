"""Who may touch a request as its owner."""

from accounts.models import User
from applications.models import Application


def owns(user: User, case: Application) -> bool:
    """Whether the request is the account owner's own."""
    return bool(user.is_authenticated and case.person.user_id == user.pk)
