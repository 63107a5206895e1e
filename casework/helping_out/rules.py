"""Who may ask for a volunteer."""

from accounts.models import User
from accounts.roles import Role
from accounts.rules import has_role
from applications.models import Application
from casework.rules import can_open

ASKERS = (Role.RECEPTION, Role.RESEARCHER, Role.MANAGER)


def asks(user: User, case: Application) -> bool:
    """Whether the colleague may ask for a volunteer in the case: whoever receives or studies, never kin."""
    return has_role(user, *ASKERS) and can_open(user, case)
