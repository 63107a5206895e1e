"""What is done with hours. No clock and no command approves any; nobody approves their own or their kin's."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from volunteering.certificates.actions import renew
from volunteering.day import times
from volunteering.enums import Event, HoursStatus
from volunteering.history import keep
from volunteering.hours.wording import Spent, spent
from volunteering.locking import lock_placement
from volunteering.models import HoursEntry, Placement
from volunteering.refusals import CONFLICT, MOVED_ON, NOT_YOURS, UNPROCESSABLE, Refused, moving, require
from volunteering.rules import may_judge, owns

TOO_LONG = _("That is longer than the shift. At most %(most)s count for it.")
SAY_WHY = _("Say why, in a few words.")
SETTLED = _("These hours were approved already. If they are not right, object to them.")
NOT_SETTLED = _("These hours have not been approved yet. You can correct them until then.")
DECIDED = _("A second colleague has looked at your objection. That decision stands.")
ANOTHER = _("Another colleague looks at an objection than the one who approved the hours.")
ALREADY_COUNTED = _("The volunteer or a colleague has looked at these hours. They are settled on their own page.")
THE_SAME = _("That is what is noted already. Write how long it really was.")
NO_MINUTES = _("Write how long it was, in minutes.")


@dataclass(frozen=True)
class Outcome:
    """What came of approving many at once."""

    approved: int
    left: int


def propose(placement: Placement, *, minutes: int) -> HoursEntry:
    """Hours of a place whose end was noted, in the caller's transaction and behind its lock."""
    return HoursEntry.objects.get_or_create(placement=placement, defaults={"proposed_minutes": minutes})[0]


def take_back(placement: Placement) -> None:
    """The end was noted by mistake: what nobody has looked at goes. Raises Refused otherwise."""
    entry = HoursEntry.objects.select_for_update().filter(placement=placement).first()
    if entry is not None:
        require(entry.status == HoursStatus.PENDING and entry.claimed_minutes is None, ALREADY_COUNTED, CONFLICT)
        entry.delete()


@transaction.atomic
def correct(entry: HoursEntry, *, by: User, minutes: int, reason: str) -> HoursEntry:
    """The volunteer says how long it was, until somebody approves it. At most the shift and its tolerance."""
    fresh, place = _held(entry)
    require(owns(by, place.volunteer), NOT_YOURS)
    require(not fresh.is_approved and not was_disputed(place), SETTLED, CONFLICT)
    _claim(fresh, place, minutes, reason)
    fresh.correct()
    fresh.save(update_fields=["status", "claimed_minutes", "claim"])
    keep(place.volunteer, Event.HOURS_CORRECTED, by=by, placement=place)
    return fresh


@transaction.atomic
def approve(entry: HoursEntry, *, by: User, minutes: int | None = None, answer: str = "") -> HoursEntry:
    """Settle the hours, as they stand or as the colleague says. An objection is looked at by another colleague.

    A certificate of the opportunity that says something else by this is revoked and issued anew.
    """
    fresh, place = _held(entry)
    require(may_judge(by, place.volunteer), NOT_YOURS)
    require(not fresh.is_approved, MOVED_ON, CONFLICT)
    is_second = fresh.status == HoursStatus.DISPUTED
    require(not is_second or fresh.approved_by_id != by.pk, ANOTHER)
    given = fresh.minutes if minutes is None else minutes
    _within(place, given)
    fresh.approved_minutes, fresh.approved_by, fresh.answer = given, by, answer.strip()
    with moving():
        fresh.approve()
    fresh.save(update_fields=["status", "approved_minutes", "approved_by", "approved_at", "answer"])
    _tell_approved(fresh, place, by)
    if is_second:
        renew(place.volunteer, place.shift.opportunity, by=by)
    return fresh


def approve_many(keys: Iterable[UUID], *, by: User) -> Outcome:
    """Settle many as they stand, each by itself: what changed meanwhile or is not theirs to judge is left."""
    approved = left = 0
    for entry in HoursEntry.objects.filter(pk__in=set(keys)).select_related("placement__shift").order_by("pk"):
        try:
            approve(entry, by=by)
            approved += 1
        except Refused:
            left += 1
    return Outcome(approved, left)


@transaction.atomic
def dispute(entry: HoursEntry, *, by: User, minutes: int, reason: str) -> HoursEntry:
    """The volunteer objects, once, to hours that were approved; they count again when another colleague decides."""
    fresh, place = _held(entry)
    require(owns(by, place.volunteer), NOT_YOURS)
    require(fresh.is_approved, NOT_SETTLED, CONFLICT)
    require(not was_disputed(place), DECIDED, CONFLICT)
    _claim(fresh, place, minutes, reason)
    with moving():
        fresh.dispute()
    fresh.save(update_fields=["status", "claimed_minutes", "claim"])
    keep(place.volunteer, Event.HOURS_DISPUTED, by=by, placement=place)
    return fresh


def was_disputed(placement: Placement) -> bool:
    """Whether the volunteer has objected to the hours of this place before."""
    return placement.events.filter(kind=Event.HOURS_DISPUTED).exists()


def _tell_approved(entry: HoursEntry, place: Placement, by: User) -> None:
    time = Spent(entry.minutes)
    event, page = Event.HOURS_APPROVED, "volunteering:hours"
    keep(place.volunteer, event, by=by, placement=place, note=entry.answer, url_name=page, time=time)


def _held(entry: HoursEntry) -> tuple[HoursEntry, Placement]:
    """The rows anew, locked: the shift, its placement, then the hours. Raises Refused when they were taken back."""
    place = lock_placement(entry.placement)
    fresh = HoursEntry.objects.select_for_update().filter(pk=entry.pk).first()
    if fresh is None:
        raise Refused(MOVED_ON, CONFLICT)
    return fresh, place


def _claim(entry: HoursEntry, place: Placement, minutes: int, reason: str) -> None:
    require(bool(reason.strip()), SAY_WHY, UNPROCESSABLE)
    said_before = not entry.is_approved and entry.claimed_minutes == minutes  # Another tap, or better words.
    require(said_before or minutes != entry.minutes, THE_SAME, UNPROCESSABLE)
    _within(place, minutes)
    entry.claimed_minutes, entry.claim = minutes, reason.strip()


def _within(place: Placement, minutes: int) -> None:
    """No more than the shift and its tolerance."""
    require(minutes >= 0, NO_MINUTES, UNPROCESSABLE)
    most = times.longest(place.shift)
    if minutes > most:
        raise Refused(TOO_LONG % {"most": spent(most)}, UNPROCESSABLE)
