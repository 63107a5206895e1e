"""What a phone noted, perhaps without a connection: each tap has a key and counts once, at the time of the tap."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from volunteering.day import actions, queries
from volunteering.day.cards import holder
from volunteering.locking import lock_shift
from volunteering.models import Placement, Shift, Tap
from volunteering.refusals import Refused

Act = Callable[..., Placement]
ACTS: dict[str, Act] = {"in": actions.check_in, "out": actions.check_out}
ACTS_NOW: dict[str, Act] = {"miss": actions.miss, "undo": actions.undo, "there": actions.was_there}
MOST = 200  # taps in one sending
LONGEST_AGO = 24 * 3600  # seconds
KEPT = timedelta(days=7)
GONE = _("This place is not in the list any more.")
NO_PLACE = _("Whoever holds this card has no place in this shift.")


@dataclass(frozen=True)
class Given:
    """One tap: what, on whom (a place, or a card that was read), and how many seconds before it was sent."""

    key: UUID
    act: str
    seconds_ago: int
    placement: UUID | None = None
    card: str = ""


@dataclass(frozen=True)
class Answer:
    """What came of one tap; a refused one is not sent again."""

    key: UUID
    done: bool
    told: str | Promise = ""


def take(shift: Shift, taps: list[Given], *, by: User) -> list[Answer]:
    """Note taps in their order, each by itself."""
    return [_take(shift, tap, by) for tap in taps]


def act_on(placement: Placement, act: str, *, by: User) -> Placement:
    """One act of the list, now. Raises KeyError for none of ours, and Refused."""
    return {**ACTS, **ACTS_NOW}[act](placement, by=by)


def forget_old() -> int:
    """Remove keys of taps that no phone sends any more; how many."""
    return Tap.objects.filter(received_at__lt=timezone.now() - KEPT).delete()[0]


def _take(shift: Shift, tap: Given, by: User) -> Answer:
    try:
        _noted(shift, tap, by)
    except Refused as refusal:
        return Answer(tap.key, done=False, told=refusal.message)
    return Answer(tap.key, done=True)


@transaction.atomic
def _noted(shift: Shift, tap: Given, by: User) -> None:
    """The key and what it did stand together, or neither does."""
    lock_shift(shift)
    if not Tap.objects.get_or_create(key=tap.key, defaults={"by": by})[1]:
        return
    placement = _placement(shift, tap)
    if tap.act in ACTS_NOW:
        ACTS_NOW[tap.act](placement, by=by)
    else:
        ACTS[tap.act](placement, by=by, at=timezone.now() - timedelta(seconds=tap.seconds_ago))


def _placement(shift: Shift, tap: Given) -> Placement:
    found = Placement.objects.filter(shift=shift, status__in=queries.OF_THE_DAY).select_related("shift")
    if tap.placement is not None:
        place = found.filter(pk=tap.placement).first()
    else:
        place = found.filter(volunteer=holder(tap.card)).first()
    if place is None:
        raise Refused(GONE if tap.placement else NO_PLACE)
    return place


def state_of(shift: Shift) -> dict[str, Any]:
    """How everyone in the list stands now: keys, states and times, no names."""
    numbers = queries.counts_of(shift)
    return {
        "people": {str(place.pk): state(place) for place in queries.people_of(shift)},
        "counts": {name: getattr(numbers, name) for name in ("awaited", "present", "left", "missing")},
    }


def state(place: Placement) -> dict[str, str]:
    """One place: its state, and when they came and left as on a clock."""
    return {"state": place.status, "came": _clock(place.checked_in_at), "left": _clock(place.checked_out_at)}


def _clock(moment: Any) -> str:
    return timezone.localtime(moment).strftime("%H:%M") if moment else ""
