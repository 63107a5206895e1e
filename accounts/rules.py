"""Who somebody is at work. Superusers get no role by being superusers: they obey too."""

from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import AnonymousUser

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


def is_staff(user: AbstractBaseUser | AnonymousUser) -> bool:
    """Whether the account works here, in any role or as a superuser."""
    return bool(roles_of(user)) or bool(getattr(user, "is_superuser", False))
