"""The life of an errand. One order everywhere: lock, rule, move, save, event, audit, notify."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone, translation
from django.utils.formats import time_format
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from audit.actions import record
from office.queries import settings as office_settings
from saudi import hijri
from volunteering.enums import ErrandStatus, Event
from volunteering.errands import hearing, matching, queries
from volunteering.history import keep
from volunteering.locking import lock_volunteer
from volunteering.models import Errand, ErrandCall, Volunteer
from volunteering.refusals import CONFLICT, NOT_YOURS, UNPROCESSABLE, Refused, moving, require
from volunteering.rules import is_apart, owns

ASKED_AT_ONCE = 8
LONGEST = timedelta(hours=12)
NOT_ASKED = _("You were not asked for this.")
TAKEN = _("Somebody else took this on a moment ago. Thank you for wanting to help.")
OVER = _("This is over: it was cancelled, or its time has passed.")
ELSEWHERE = _("You are expected elsewhere at that time.")
NOT_ACTIVE = _("Only active volunteers can take this on.")
PAST = _("Choose a time that is still to come.")
TOO_LONG = _("Help by a volunteer lasts 12 hours at most.")
NOT_YET = _("It has not begun yet.")
MORE_THAN_IT_WAS = _("These minutes are more than the help lasted.")
PAGE = "volunteering:errands"


@transaction.atomic
def post(
    *,
    kind: str,
    language: str,
    starts_at: datetime,
    ends_at: datetime,
    town_part: str,
    open_to: str,
    by: User,
    first_name: str = "",
    details: str = "",
) -> Errand:
    """Look for a volunteer. The caller says who it is for, then `call_more`. Raises Refused for an odd time."""
    require(starts_at > timezone.now(), PAST, UNPROCESSABLE)
    require(timedelta() < ends_at - starts_at <= LONGEST, TOO_LONG, UNPROCESSABLE)
    errand = Errand(kind=kind, language=language, starts_at=starts_at, ends_at=ends_at, town_part=town_part)
    errand.open_to, errand.asked_by = open_to, by
    errand.first_name, errand.details = first_name, details
    errand.save(force_insert=True)
    record("errand.posted", by=by, subject=errand, details={"kind": kind})
    return errand


def call_more(errand: Errand) -> int:
    """Ask the next fitting volunteers, in the caller's transaction; how many."""
    chosen = matching.fitting(errand)[:ASKED_AT_ONCE]
    ErrandCall.objects.bulk_create([ErrandCall(errand=errand, volunteer=each) for each in chosen])
    for each in chosen:
        _tell(each, Event.ERRAND_ASKED, errand, by=None)
    return len(chosen)


@transaction.atomic
def take(errand: Errand, *, by: User) -> Errand:
    """A volunteer who was asked takes it on: the first one. Taken twice by the same it is taken once."""
    fresh, call = _called(errand, by)
    volunteer = lock_volunteer(call.volunteer)
    if fresh.is_taken and fresh.taken_by_id == volunteer.pk:
        return fresh
    require(volunteer.is_active, NOT_ACTIVE)
    require(not fresh.is_taken, TAKEN, CONFLICT)
    require(fresh.is_open and not fresh.has_begun, OVER, CONFLICT)
    require(not matching.clashes(volunteer, fresh), ELSEWHERE, CONFLICT)
    fresh.taken_by = volunteer
    _move(fresh, "take")
    ErrandCall.objects.filter(pk=call.pk).update(declined_at=None)
    _tell(volunteer, Event.ERRAND_TAKEN, fresh, by=by)
    hearing.changed(fresh)
    return fresh


@transaction.atomic
def decline(errand: Errand, *, by: User) -> None:
    """A volunteer can't help this time, or any more; the next ones are asked. A repeat changes nothing."""
    fresh, call = _called(errand, by)
    holds = fresh.is_taken and fresh.taken_by_id == call.volunteer_id
    if call.declined_at and not holds:
        return
    call.declined_at = timezone.now()
    call.save(update_fields=["declined_at"])
    record("errand.declined", by=by, subject=fresh)
    if holds:
        require(not fresh.has_begun, OVER, CONFLICT)
        _give_back(fresh, call.volunteer, by)
    if fresh.is_open and not fresh.calls.filter(declined_at=None).exists():
        call_more(fresh)


def release(volunteer: Volunteer, *, by: User) -> None:
    """Put to others what somebody who serves no more took on and has not begun. Each is a transaction of its own."""
    for errand in queries.taken(volunteer).filter(starts_at__gt=timezone.now()):
        _release(errand, volunteer, by)


@transaction.atomic
def finish(errand: Errand, *, by: User, minutes: int) -> Errand:
    """A colleague notes that the volunteer helped, and how long (in minutes). Noted twice it is noted once.

    The minutes count as approved hours do: nobody notes their own or their kin's.
    """
    fresh = _lock(errand)
    if fresh.status == ErrandStatus.DONE:
        return fresh
    require(fresh.is_taken, OVER, CONFLICT)
    require(fresh.has_begun, NOT_YET, CONFLICT)
    require(
        0 < minutes <= fresh.length + office_settings().volunteer_tolerance_minutes, MORE_THAN_IT_WAS, UNPROCESSABLE
    )
    assert fresh.taken_by
    require(is_apart(by, fresh.taken_by), NOT_YOURS)
    fresh.minutes, fresh.noted_by = minutes, by
    _move(fresh, "finish")
    _tell(fresh.taken_by, Event.ERRAND_OVER, fresh, by=by)
    return fresh


@transaction.atomic
def cancel(errand: Errand, *, by: User) -> Errand:
    """It is needed no more; whoever took it on is told. A repeat changes nothing."""
    fresh = _lock(errand)
    if fresh.status == ErrandStatus.CANCELLED:
        return fresh
    holder = fresh.taken_by
    require(fresh.is_running, OVER, CONFLICT)
    _move(fresh, "cancel")
    record("errand.cancelled", by=by, subject=fresh)
    if holder:
        _tell(holder, Event.ERRAND_OVER, fresh, by=by)
    return fresh


@transaction.atomic
def sweep(errand: Errand) -> None:
    """Give up what nobody took in time, ask others where nobody asked can, forget the words of what is over."""
    fresh = _lock(errand)
    if fresh.is_taken and fresh.is_past:
        fresh.forget()
        fresh.save(update_fields=["first_name", "details"])
    if not fresh.is_open:
        return
    if fresh.has_begun:
        _move(fresh, "give_up")
        record("errand.unfilled", by=None, subject=fresh)
        hearing.changed(fresh)
    elif not fresh.calls.filter(declined_at=None).exists():
        call_more(fresh)


@transaction.atomic
def choose(volunteer: Volunteer, *, by: User, takes_errands: bool, town_parts: list[str]) -> Volunteer:
    """The volunteer says whether and where they may be asked."""
    require(owns(by, volunteer), NOT_YOURS)
    fresh = lock_volunteer(volunteer)
    fresh.takes_errands, fresh.town_parts = takes_errands, town_parts
    fresh.save(update_fields=["takes_errands", "town_parts"])
    record("volunteering.errands_chosen", by=by, subject=fresh, details={"takes": takes_errands})
    return fresh


def _lock(errand: Errand) -> Errand:
    rows = Errand.objects.select_for_update(of=("self",)).select_related("taken_by__person__recipient__user")
    return rows.get(pk=errand.pk)


def _called(errand: Errand, by: User) -> tuple[Errand, ErrandCall]:
    """The errand, locked, and the call of the volunteer who acts. Raises Refused (403) for whoever was not asked."""
    fresh = _lock(errand)
    calls = fresh.calls.select_related("volunteer__person__recipient__user")
    call = calls.filter(volunteer__in=Volunteer.objects.of(by)).first()
    if call is None:
        raise Refused(NOT_ASKED, 403)
    return fresh, call


@transaction.atomic
def _release(errand: Errand, volunteer: Volunteer, by: User) -> None:
    fresh = _lock(errand)
    if fresh.taken_by_id != volunteer.pk or not fresh.is_taken:  # Given back or cancelled meanwhile.
        return
    fresh.calls.filter(volunteer=volunteer).update(declined_at=timezone.now())
    _give_back(fresh, volunteer, by)
    call_more(fresh)


def _give_back(errand: Errand, volunteer: Volunteer, by: User) -> None:
    _move(errand, "give_back")
    _tell(volunteer, Event.ERRAND_OVER, errand, by=by)
    hearing.changed(errand)


def _move(errand: Errand, move: str) -> None:
    with moving():
        getattr(errand, move)()
    errand.save()


def _tell(volunteer: Volunteer, event: Event, errand: Errand, *, by: User | None) -> None:
    with translation.override(volunteer.person.recipient.language):
        begins = timezone.localtime(errand.starts_at)
        told: dict[str, Any] = {
            "errand": errand,
            "help": errand.get_kind_display(),
            "speaks": errand.get_language_display(),
            "where": errand.get_town_part_display(),
            "day": hijri.both_short(begins.date(), volunteer.person.recipient.language),
            "hour": time_format(begins.time(), "g:i A"),
        }
        keep(volunteer, event, by=by, url_name=PAGE, **told)
