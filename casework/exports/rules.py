"""Who may take the queue out as a table."""

from accounts.models import User
from accounts.roles import Role
from accounts.rules import has_role


def can_export(user: User) -> bool:
    """Managers: a table leaves the site, and whoever makes it answers for it."""
    return has_role(user, Role.MANAGER)
