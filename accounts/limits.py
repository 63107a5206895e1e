"""How often a door may be tried. Counted in the database, so that every process counts together (decision 21).

Two pools for each address: a browser that the account was signed in from counts for itself, everyone else counts
by place and, more patiently, all together. So a stranger who guesses uses up the strangers' pool alone, and a
whole family behind one number of the internet still gets in.
"""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from allauth.core.internal.httpkit import get_client_ip
from allauth.core.internal.ratelimit import truncate_ip
from django.conf import settings
from django.db import models, transaction
from django.http import HttpRequest
from django.utils import timezone

from accounts.models import Device, Tally
from sealing.index import blind

PURPOSE = "accounts.tally"
COOKIE = "device"


class TooMany(Exception):
    """Too many tries; `wait` says how long the door stays shut for whoever asks."""

    def __init__(self, wait: timedelta) -> None:
        super().__init__("too many")
        self.wait = wait

    @classmethod
    def of(cls, seconds: int) -> "TooMany":
        return cls(timedelta(seconds=seconds))

    @property
    def seconds(self) -> int:
        return max(1, int(self.wait.total_seconds()))

    @property
    def minutes(self) -> int:
        return -(-self.seconds // 60)


@dataclass(frozen=True)
class Count:
    """One row to count in: its key and how many tries its window of seconds allows."""

    key: str
    limit: int
    seconds: int


def count_code(request: HttpRequest, address: str) -> None:
    """One more code for `address`. Raises TooMany."""
    _count_all(counts("code", request, address))


def count_guess(request: HttpRequest, login: str) -> None:
    """One more password for `login`. Raises TooMany; codes stay open, they are counted apart."""
    _count_all(counts("password", request, login))


def count_look(request: HttpRequest, kind: str) -> None:
    """One more look at something that anybody may look for by its number, counted by place alone. Raises TooMany."""
    place = place_of(request)
    limits = settings.LOOK_LIMITS[kind]
    _count_all([Count(_key(kind, "place", str(seconds), place), limit, seconds) for limit, seconds in limits])


def take_back_guess(request: HttpRequest, login: str) -> None:
    """The password was right: it was no guess."""
    keys = [each.key for each in counts("password", request, login)]
    Tally.objects.filter(key__in=keys, count__gt=0).update(count=models.F("count") - 1)


def counts(kind: str, request: HttpRequest, address: str) -> list[Count]:
    """The rows that one try counts in, the narrowest first."""
    place, device = place_of(request), known_device(request, address)
    pools = {"device": (address, device)} if device else {"pair": (address, place), "address": (address,)}
    return [
        Count(_key(kind, pool, str(seconds), *values), limit, seconds)
        for pool, values in {**pools, "place": (place,)}.items()
        for limit, seconds in settings.SIGN_IN_LIMITS[kind][pool]
    ]


def place_of(request: HttpRequest) -> str:
    """Where a request comes from: the address of the internet, of IPv6 the network alone."""
    ip = get_client_ip(request)
    return truncate_ip(ip) if ip else "nowhere"


def known_device(request: HttpRequest, address: str) -> str:
    """The key of this browser when the account of `address` was signed in from it; else nothing. One query."""
    key = device_key(request)
    owners = Device.objects.filter(key=key, forgotten_at__isnull=True)
    column = "user__email" if "@" in address else "user__mobile"
    return key if key and owners.filter(**{column: address}).exists() else ""


def device_key(request: HttpRequest) -> str:
    cookie = request.COOKIES.get(COOKIE, "")
    return blind(cookie, purpose="accounts.device") if 20 <= len(cookie) <= 64 else ""


def new_device_cookie() -> str:
    return secrets.token_urlsafe(24)


def forget_old_tallies() -> int:
    """Remove counts whose window is over; returns how many."""
    count, _rows = Tally.objects.filter(ends_at__lt=timezone.now()).delete()
    return count


@transaction.atomic
def _count_all(wanted: list[Count]) -> None:
    """Count in every row or in none."""
    now, rows = timezone.now(), _locked(wanted)
    for each in wanted:
        row = rows[each.key]
        if row.is_over(now):
            row.start_anew(now, each.seconds)
        if row.count >= each.limit:
            raise TooMany(row.ends_at - now)
        row.count += 1
    Tally.objects.bulk_update(rows.values(), ["count", "began_at", "ends_at"])


def _locked(wanted: list[Count]) -> dict[str, Tally]:
    """The rows, made where they are missing, and locked in one order, so that no two requests wait for each other."""
    now, rows = timezone.now(), Tally.objects.select_for_update().order_by("key")
    fresh = [Tally(key=each.key, ends_at=now + timedelta(seconds=each.seconds)) for each in wanted]
    Tally.objects.bulk_create(fresh, ignore_conflicts=True)
    return {row.key: row for row in rows.filter(key__in=[each.key for each in wanted])}


def _key(*parts: str) -> str:
    return blind("\x1f".join(parts), purpose=PURPOSE)
