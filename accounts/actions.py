"""Opening accounts and giving roles."""

from collections.abc import Iterable
from datetime import timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.usersessions.models import UserSession
from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from accounts.models import User, new_reference
from accounts.roles import Role
from audit.actions import record

UNPROVEN_KEPT = timedelta(days=1)


def open_account(*, mobile: str | None = None, email: str | None = None) -> User:
    """The account of `mobile` (E.164) or `email`, opened when there is none; the same for two callers at once (R9).

    Whoever asks for a code gets the same answer whether or not the address was known before. An account
    whose address is never proven is forgotten after a day (`forget_unproven`).
    """
    address = {"mobile": mobile} if mobile else {"email": (email or "").lower()}
    try:
        with transaction.atomic():
            user = User.objects.create_user(**address)
            if user.email:
                EmailAddress.objects.create(user=user, email=user.email, primary=True)
            record("account.opened", by=None, subject=user)
            return user
    except IntegrityError:
        return User.objects.get(**address)


@transaction.atomic
def create_staff(
    *,
    email: str,
    first_name: str,
    last_name: str,
    roles: Iterable[Role],
    password: str,
    totp_secret: str | None = None,
    by: User | None = None,
) -> User:
    """A colleague's account with its roles. With `totp_secret` (base32) an authenticator is set up as well."""
    user = User.objects.create_user(
        email=email, first_name=first_name, last_name=last_name, password=password, is_staff=True
    )
    EmailAddress.objects.create(user=user, email=user.email or "", verified=True, primary=True)
    user.groups.set(Group.objects.filter(role_group__role__in=list(roles)))
    if totp_secret:
        TOTP.activate(user, totp_secret)
        RecoveryCodes.activate(user)
    record("account.staff_created", by=by, subject=user, details={"roles": sorted(roles)})
    return user


def forget_unproven() -> int:
    """Remove accounts whose address was typed once and never proven; returns how many."""
    stale = unproven().filter(date_joined__lt=timezone.now() - UNPROVEN_KEPT)
    count = stale.count()
    stale.delete()
    return count


def unproven() -> QuerySet[User]:
    """Accounts that nobody ever came into: opened by typing an address, no code of it came back."""
    proven = EmailAddress.objects.filter(user=OuterRef("pk"), verified=True)
    return User.objects.filter(
        ~Exists(proven), mobile_proven_at__isnull=True, last_login__isnull=True, is_staff=False, is_superuser=False
    )


@transaction.atomic
def close(user: User) -> User:
    """Shut an account for good: it opens nowhere, leads to nobody, and its number may open a new one.

    The row stays under its reference, since traces of what it did point to it; its address is one that no one has.
    """
    locked = User.objects.select_for_update().get(pk=user.pk)
    for session in UserSession.objects.filter(user=locked):
        session.end()
    EmailAddress.objects.filter(user=locked).delete()
    Authenticator.objects.filter(user=locked).delete()
    locked.is_active, locked.mobile, locked.mobile_proven_at = False, None, None
    locked.email = f"{new_reference().lower()}@closed.invalid"
    locked.first_name = locked.last_name = ""
    locked.set_unusable_password()
    locked.save()
    record("account.closed", by=None, subject=locked)
    return locked
