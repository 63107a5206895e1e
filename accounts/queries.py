"""Reads for “Sign-in and security”."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.enums import Address
from accounts.models import User

# The first that a browser's own words name; more than this would guess.
SYSTEMS: list[tuple[str, str | Promise]] = [
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "Linux"),
]
BROWSERS: list[tuple[str, str | Promise]] = [
    ("SamsungBrowser", "Samsung Internet"),
    ("HuaweiBrowser", "Huawei"),
    ("Edg", "Edge"),
    ("OPR", "Opera"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
]


@dataclass(frozen=True)
class SignedIn:
    """One session in plain words."""

    system: str | Promise
    browser: str | Promise
    since: Any
    is_this: bool


def addresses_of(user: User) -> dict[Address, str | None]:
    return {Address.MOBILE: user.mobile, Address.EMAIL: user.email}


def ways_in(user: User) -> dict[str, Any]:
    """Everything that opens the account; four queries."""
    kept = list(Authenticator.objects.filter(user=user).order_by("created_at"))
    codes = next((row.wrap() for row in kept if row.type == Authenticator.Type.RECOVERY_CODES), None)
    return {
        "mobile": user.mobile,
        "email": user.email,
        "has_password": user.has_usable_password(),
        "passkeys": [row for row in kept if row.type == Authenticator.Type.WEBAUTHN],
        "authenticator": next((row for row in kept if row.type == Authenticator.Type.TOTP), None),
        "codes_left": len(codes.get_unused_codes()) if codes else None,
        "sessions": len(live_sessions(user)),
    }


def live_sessions(user: User) -> list[UserSession]:
    """The sessions of the account that still open it; two queries, however many there are."""
    kept = list(UserSession.objects.filter(user=user))
    keys = [session.session_key for session in kept]
    alive = Session.objects.filter(session_key__in=keys, expire_date__gt=timezone.now())
    living = set(alive.values_list("session_key", flat=True))
    return [session for session in kept if session.session_key in living]


def told(sessions: Iterable[UserSession], request: HttpRequest) -> list[SignedIn]:
    """Sessions as their owner reads them, this one first, then the newest."""
    here = request.session.session_key
    rows = [
        SignedIn(
            system=_named(SYSTEMS, session.user_agent) or _("Unknown device"),
            browser=_named(BROWSERS, session.user_agent) or "",
            since=session.last_seen_at,
            is_this=session.session_key == here,
        )
        for session in sessions
    ]
    return sorted(rows, key=lambda row: (not row.is_this, -row.since.timestamp()))


def _named(names: list[tuple[str, str | Promise]], words: str) -> str | Promise | None:
    return next((name for sign, name in names if sign in words), None)
