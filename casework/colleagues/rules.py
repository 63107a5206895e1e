"""Who may change a colleague's rights: a manager, and never one's own. Superusers obey too."""

from accounts.models import User
from accounts.roles import Role
from accounts.rules import has_role
from applications.models import Application
from casework.rules import can_match, had_a_part


def manages(user: User) -> bool:
    """Whether the account sees to colleagues' accounts: a manager, or whoever set the server up."""
    return has_role(user, Role.MANAGER) or (user.is_superuser and user.is_active)


def may_change(user: User, colleague: User) -> bool:
    """Whether the account may change this colleague's rights."""
    return manages(user) and user.pk != colleague.pk


def is_last_manager(colleague: User) -> bool:
    """Whether nobody else could see to colleagues' accounts any more."""
    managers = User.objects.filter(is_active=True, groups__role_group__role=Role.MANAGER)
    return managers.filter(pk=colleague.pk).exists() and not managers.exclude(pk=colleague.pk).exists()


def can_take_over(user: User, case: Application) -> bool:
    """Whether a case may go to the colleague: of its desk, not one's own, and no part in it before."""
    return can_match(user, case) and not had_a_part(user, case)
