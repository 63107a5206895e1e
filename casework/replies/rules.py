"""Who keeps the templates."""

from accounts.models import User
from accounts.roles import Role
from accounts.rules import has_role


def keeps_templates(user: User) -> bool:
    """Whether the account writes the templates for everyone: a manager."""
    return has_role(user, Role.MANAGER)
