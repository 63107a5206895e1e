"""Who works on the content."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser

from accounts.roles import Role
from accounts.rules import has_role


def sees_checks(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Whether the account may see what the checks of all pages found."""
    return has_role(user, Role.EDITOR, Role.PUBLISHER, Role.MANAGER)


def edits(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Whether the account writes pages."""
    return has_role(user, Role.EDITOR, Role.PUBLISHER)
