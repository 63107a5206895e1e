"""Who keeps the answers to frequent questions."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser

from accounts.roles import Role
from accounts.rules import has_role


def sees_reviews(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Whether the account may see which answers wait for a review, and with whom."""
    return has_role(user, Role.EDITOR, Role.PUBLISHER, Role.MANAGER)


def edits_answers(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Whether the account writes them."""
    return has_role(user, Role.EDITOR, Role.PUBLISHER)
