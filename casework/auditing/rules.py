"""Who takes a case's history away."""

from accounts.models import User
from accounts.roles import Role
from accounts.rules import has_role
from applications.models import Application
from casework.rules import can_open


def may_export(user: User, case: Application) -> bool:
    """Whether the account may take the history of the case as a file: a manager, and no kin."""
    return has_role(user, Role.MANAGER) and can_open(user, case)
