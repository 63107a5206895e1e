"""Who keeps the register."""

from accounts.models import User
from accounts.roles import Role
from accounts.rules import has_role


def keeps_register(user: User) -> bool:
    """Whether the account registers and reads letters."""
    return has_role(user, Role.RECEPTION, Role.RESEARCHER, Role.MANAGER)
