"""Writes that change how someone signs in: addresses, password, devices, and “it wasn't me” (R9).

Each leaves an audit row without values and tells the owner at every address, the former one included.
"""

import secrets
from datetime import timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.conf import settings
from django.db import IntegrityError, transaction
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.module_loading import import_string

from accounts.actions import unproven
from accounts.enums import Address, AlarmKind
from accounts.limits import device_key, new_device_cookie
from accounts.models import Alarm, Device, User
from audit.actions import record
from sealing.index import blind

ALARM_OPEN = timedelta(days=3)
ALARM_KEPT = timedelta(days=30)
MOMENT = timedelta(minutes=1)  # A factor is kept just before its own message is written.
COLUMNS = {Address.MOBILE: "mobile", Address.EMAIL: "email"}
ALARMS = {Address.MOBILE: AlarmKind.MOBILE, Address.EMAIL: AlarmKind.EMAIL}


@transaction.atomic
def change_address(user: User, kind: Address, address: str) -> bool:
    """Give the account a proven address in place of the one it had. False when it is another account's already."""
    locked = User.objects.select_for_update().get(pk=user.pk)
    former = getattr(locked, COLUMNS[kind]) or ""
    if not _is_free(locked, kind, address) or not _put(locked, kind, address):
        return False
    record(f"account.{ALARMS[kind].value}", by=locked, subject=locked)
    if former != address:
        warn(locked, ALARMS[kind], former=former, way=kind)
    return True


@transaction.atomic
def set_password(user: User, password: str, *, but: str) -> User:
    """A new password; every session ends by it except that of the key `but`."""
    user.set_password(password)
    user.save(update_fields=["password"])
    for session in UserSession.objects.filter(user=user).exclude(session_key=but):
        session.end()
    record("account.password_changed", by=user, subject=user)
    warn(user, AlarmKind.PASSWORD)
    return user


@transaction.atomic
def note_factor(user: User, what: str) -> None:
    """A passkey, an authenticator or recovery codes came or went: a trace, and a word to the owner."""
    record("account.factor_changed", by=user, subject=user, details={"what": what})
    warn(user, AlarmKind.FACTOR)


def end_other_sessions(user: User, *, but: str) -> int:
    """Sign the account out everywhere except in the session of the key `but`; returns how many ended."""
    others = list(UserSession.objects.filter(user=user).exclude(session_key=but))
    for session in others:
        session.end()
    Device.objects.filter(user=user, forgotten_at__isnull=True).update(forgotten_at=timezone.now())
    record("account.sessions_ended", by=user, subject=user)
    return len(others)


@transaction.atomic
def remember_device(user: User, request: HttpRequest) -> str:
    """Know this browser from now on, and tell the owner of one that is new; returns the cookie to keep.

    The very first one is not told: someone who has just opened an account knows.
    """
    cookie = request.COOKIES.get("device", "") if device_key(request) else new_device_cookie()
    is_first = not Device.objects.filter(user=user).exists()
    key = blind(cookie, purpose="accounts.device")
    device, is_new = Device.objects.get_or_create(user=user, key=key)
    if device.forgotten_at:
        Device.objects.filter(pk=device.pk).update(forgotten_at=None)
    if (is_new and not is_first) or device.forgotten_at:
        warn(user, AlarmKind.SIGNED_IN)
    return cookie


def warn(user: User, kind: AlarmKind, *, former: str = "", way: Address | None = None) -> Alarm:
    """Tell the owner what happened, with a link that says “it wasn't me”."""
    token = secrets.token_urlsafe(24)
    alarm = Alarm.objects.create(
        user=user, kind=kind, key=_key(token), former=former, expires_at=timezone.now() + ALARM_OPEN
    )
    link = settings.WAGTAILADMIN_BASE_URL.rstrip("/") + reverse("account_not_me", args=[token])
    tell = import_string(settings.ACCOUNT_NOTIFIER)
    tell(user, kind.value, context={"link": link}, also={way.value: former} if way and former else {})
    return alarm


def alarm_of(token: str) -> Alarm | None:
    """The open alarm of a link; a used, old or invented one is nothing."""
    alarm = Alarm.objects.select_related("user").filter(key=_key(token)).first()
    return alarm if alarm and alarm.is_open(timezone.now()) else None


@transaction.atomic
def disavow(alarm: Alarm) -> bool:
    """“It wasn't me”: end every session, drop the password, and undo what was changed since. Once."""
    User.objects.select_for_update().get(pk=alarm.user_id)
    now = timezone.now()
    since = Alarm.objects.filter(user_id=alarm.user_id, created_at__gte=alarm.created_at, used_at__isnull=True)
    alarms = list(since.order_by("created_at"))
    if alarm.pk not in {each.pk for each in alarms} or not alarm.is_open(now):
        return False
    user = User.objects.get(pk=alarm.user_id)
    _shut_out(user, alarm)
    for kind in COLUMNS:
        first = next((each for each in alarms if each.kind == ALARMS[kind]), None)
        if first:
            _put_back(user, kind, first.former)
    since.update(used_at=now)
    record("account.disavowed", by=None, subject=user, details={"kind": alarm.kind})
    return True


def forget_old_alarms() -> int:
    """Remove alarms whose time is long over; returns how many."""
    count, _rows = Alarm.objects.filter(expires_at__lt=timezone.now() - ALARM_KEPT).delete()
    return count


def _shut_out(user: User, alarm: Alarm) -> None:
    """No session, password, device or second step of whoever came in outlives this."""
    for session in UserSession.objects.filter(user=user):
        session.end()
    user.set_unusable_password()  # A new one each time: by it sessions end that no row names.
    user.save(update_fields=["password"])
    Device.objects.filter(user=user).update(forgotten_at=timezone.now())
    Authenticator.objects.filter(user=user, created_at__gte=alarm.created_at - MOMENT).delete()


def _put_back(user: User, kind: Address, former: str) -> None:
    if former:
        if _is_free(user, kind, former):
            _put(user, kind, former)
    elif all(getattr(user, column) for column in COLUMNS.values()):
        setattr(user, COLUMNS[kind], None)
        user.save(update_fields=[COLUMNS[kind]])
        if kind == Address.EMAIL:
            EmailAddress.objects.filter(user=user).delete()


def _is_free(user: User, kind: Address, address: str) -> bool:
    """Nobody else has it. An account that was opened by typing it and never proven makes way for the proof."""
    others = User.objects.exclude(pk=user.pk).filter(**{COLUMNS[kind]: address})
    unproven().filter(pk__in=list(others.values_list("pk", flat=True))).delete()
    taken = EmailAddress.objects.exclude(user=user).filter(email=address, verified=True)
    return not others.exists() and not (kind == Address.EMAIL and taken.exists())


def _put(user: User, kind: Address, address: str) -> bool:
    setattr(user, COLUMNS[kind], address)
    if kind == Address.MOBILE:
        user.prove_mobile()
    try:
        with transaction.atomic():
            user.save(update_fields=["mobile", "mobile_proven_at", "email"])
            if kind == Address.EMAIL:
                EmailAddress.objects.filter(user=user).delete()
                EmailAddress.objects.create(user=user, email=address, verified=True, primary=True)
    except IntegrityError:  # Somebody else proved it in this very moment.
        return False
    return True


def _key(token: str) -> str:
    return blind(token, purpose="accounts.alarm")
