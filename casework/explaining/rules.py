"""Who explains."""

from accounts.models import User
from accounts.roles import Role
from accounts.rules import has_role


def explains(user: User) -> bool:
    """Whether the account answers requests for explanation: the social researcher (R38)."""
    return has_role(user, Role.RESEARCHER)
