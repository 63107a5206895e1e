"""Who follows a branch's requests."""

from accounts.models import User
from accounts.roles import Role
from accounts.rules import has_role
from office.queries import has_branches


def is_delegate(user: User) -> bool:
    """Whether the account stands for a branch, or is meant to; nobody does while the association has none (R27)."""
    return has_role(user, Role.DELEGATE) and has_branches()
