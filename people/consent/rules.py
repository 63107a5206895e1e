"""Who writes the texts that people agree to, and who brings them into force."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser

from accounts.roles import Role
from accounts.rules import has_role
from people.models import Agreement

Anyone = AbstractBaseUser | AnonymousUser


def writes_agreements(user: Anyone) -> bool:
    """Whether the colleague writes drafts, and sees how many agree to what."""
    return has_role(user, Role.EDITOR, Role.PUBLISHER, Role.MANAGER)


def publishes(user: Anyone, agreement: Agreement) -> bool:
    """Whether the colleague may bring this draft into force: nobody publishes what they wrote."""
    may = has_role(user, Role.PUBLISHER, Role.MANAGER)
    return may and not agreement.is_published and agreement.created_by_id != user.pk


def sees_withdrawals(user: Anyone) -> bool:
    """Whether the colleague sees which consents were taken back: some ask for an act, as with a story."""
    return has_role(user, Role.RECEPTION, Role.EDITOR, Role.PUBLISHER, Role.MANAGER)
