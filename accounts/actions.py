"""Opening accounts and giving roles."""

from collections.abc import Iterable
from datetime import timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from audit.actions import record

UNPROVEN_KEPT = timedelta(days=1)


def open_account(*, mobile: str) -> User:
    """The account of `mobile` (E.164), opened when there is none; the same for two callers at once (R9).

    Whoever asks for a code gets the same answer whether or not the number was known before. An account
    whose number is never proven is forgotten after a day (`forget_unproven`).
    """
    try:
        with transaction.atomic():
            user = User.objects.create_user(mobile=mobile)
            record("account.opened", by=None, subject=user)
            return user
    except IntegrityError:
        return User.objects.get(mobile=mobile)


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
    """Remove accounts whose number was typed once and never proven; returns how many."""
    stale = User.objects.filter(
        mobile_proven_at__isnull=True,
        email__isnull=True,
        last_login__isnull=True,
        date_joined__lt=timezone.now() - UNPROVEN_KEPT,
    )
    count, _rows = stale.delete()
    return count
