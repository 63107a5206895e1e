"""Who somebody is at work. Superusers get no role by being superusers: they obey too."""

import time

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest

from accounts.models import RoleGroup, User
from accounts.roles import Role


def roles_of(user: AbstractBaseUser | AnonymousUser) -> frozenset[str]:
    """The role codes of an active account; read once per request and kept on the object."""
    if not isinstance(user, User) or not user.is_active:
        return frozenset()
    kept = user.__dict__.get("_roles")
    if kept is None:
        kept = frozenset(RoleGroup.objects.filter(group__user=user).values_list("role", flat=True))
        user.__dict__["_roles"] = kept
    return kept


def has_role(user: AbstractBaseUser | AnonymousUser, *roles: Role) -> bool:
    """Whether the account holds any of `roles`."""
    return not roles_of(user).isdisjoint(role.value for role in roles)


def branch_of(user: AbstractBaseUser | AnonymousUser) -> int | None:
    """The key of the branch that a delegate stands for (R27); None for everyone else."""
    return user.branch_id if isinstance(user, User) and has_role(user, Role.DELEGATE) else None


def is_staff(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Whether the account works here, in any role or as a superuser."""
    return bool(roles_of(user)) or bool(getattr(user, "is_superuser", False))


def needs_second_factor(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Whether no door opens to the account by one proof alone: it works here, or is marked to."""
    return bool(getattr(user, "is_staff", False)) or is_staff(user)


def has_lock(user: AbstractBaseUser) -> bool:
    """Whether a second factor is asked of the account: of colleagues any, of a person the authenticator alone.

    A person's passkey is one more way in. Were it a lock as well, a lost phone would shut its owner out.
    """
    locks = [Authenticator.Type.TOTP]
    if needs_second_factor(user):
        locks.append(Authenticator.Type.WEBAUTHN)
    return bool(is_mfa_enabled(user, locks))


def is_proven(session: SessionBase, user: AbstractBaseUser) -> bool:
    """Whether a second factor of `user` was proven in the session."""
    request = HttpRequest()
    request.session = session
    return any(record.get("method") == "mfa" for record in get_authentication_records(request, user))


def is_fresh(request: HttpRequest) -> bool:
    """Whether the owner proved themselves in the last minutes, as strongly as the account can ask.

    A code to an address counts, signing in by one included; a password counts when it was asked for again. With a
    second factor only that one counts.
    """
    user = request.user
    if not user.is_authenticated:
        return False
    since = time.time() - settings.ACCOUNT_REAUTHENTICATION_TIMEOUT
    recent = [record for record in get_authentication_records(request, user) if record["at"] >= since]
    if has_lock(user):
        return any(record["method"] == "mfa" for record in recent)
    return any(record["method"] == "code" or record.get("reauthenticated") for record in recent)
