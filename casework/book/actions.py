"""Making times and taking them away; giving a time that is made at that moment."""

from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as now_said
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications.booking import actions as booking
from applications.booking.wording import when
from applications.locking import one_at_a_time
from applications.models import Application, Appointment, Slot
from applications.refusals import CONFLICT, UNPROCESSABLE, Refused, require
from audit.actions import record
from casework.book import rules
from casework.book.times import Pattern, clash, moments
from people.models import Person
from people.staff.actions import reveal

WAYS = ("short_address", "directions")  # What of a file leads to the home.
MOST = 400  # times in one making; more is a slip of the hand
NOT_YOURS = _("Your role does not allow this. You keep your own times, and reception those of all.")
PAST = _("These days have passed. Choose days that are still to come.")
NONE = _("No time lies in these days and hours: the association rests or is closed then, or the hours are too short.")
TOO_MANY = _("These are too many times at once. Choose fewer days, or make them longer.")
HELD = _("Somebody has this time. Move or cancel the appointment first.")
MEANWHILE = _("Times were made for this colleague at the same moment. Look at the book, then try again.")


@transaction.atomic
def make_times(pattern: Pattern, *, by: User) -> list[Slot]:
    """Make the times of a pattern, all or none.

    Raises Refused for days that have passed, days of rest and closed hours alone, and for a time that the colleague,
    or the desk of the same place, keeps already.
    """
    require(rules.may_keep_times(by, pattern.colleague, pattern.branch), NOT_YOURS)
    one_at_a_time(Slot)  # Times of the desk have no colleague to wait for.
    require(pattern.last >= timezone.localdate(), PAST, UNPROCESSABLE)
    begins = moments(pattern, timezone.now())
    require(bool(begins), NONE, UNPROCESSABLE)
    require(len(begins) <= MOST, TOO_MANY, UNPROCESSABLE)
    met = clash(begins, pattern.minutes, _kept(pattern, begins))
    if met:
        raise Refused(now_said("A time is kept already on %(when)s. Nothing was made.") % {"when": when(met)}, CONFLICT)
    made = [_slot(pattern, moment, by) for moment in begins]
    try:
        with transaction.atomic():
            Slot.objects.bulk_create(made)
    except IntegrityError:
        raise Refused(MEANWHILE, CONFLICT) from None
    record("book.times_made", by=by, subject=made[0], details={"count": len(made)})
    return made


@transaction.atomic
def remove_time(slot: Slot, *, by: User) -> None:
    """Take a free time out of the book. A repeat changes nothing; one that somebody has stays."""
    kept = Slot.objects.select_for_update(of=("self",)).select_related("branch", "colleague").filter(pk=slot.pk).first()
    if kept is None:
        return
    require(rules.may_remove(by, kept), NOT_YOURS)
    require(not kept.appointments.booked().exists(), HELD, CONFLICT)
    record("book.time_removed", by=by, subject=kept)
    kept.appointments.update(slot=None)  # What was cancelled or held keeps its own words.
    kept.delete()


@transaction.atomic
def arrange(
    person: Person, application: Application | None, pattern: Pattern, *, by: User, note: str = ""
) -> Appointment:
    """Give a time that was agreed on the phone or at the counter: made now and taken in one step (R20).

    When the colleague keeps a free time at that very moment, that one is taken.
    """
    slot = _at_that_moment(pattern) or make_times(replace(pattern, is_open=False), by=by)[0]
    if application:
        return booking.book(application, slot, by=by, note=note)
    return booking.book_for(person, slot, by=by, note=note)


@transaction.atomic
def show_ways(meetings: list[Appointment], *, by: User) -> dict[UUID, dict[str, str]]:
    """The address and the way to each home, for whoever visits it, against a row in the trail that says so."""
    reason, shown = now_said("A visit to the home on %(when)s."), {}
    for each in meetings:
        require(each.colleague_id == by.pk and each.is_visit, NOT_YOURS)
        why = reason % {"when": when(each.starts_at)}
        shown[each.pk] = {
            name: reveal(each.person, name, by=by, reason=why, appointment=str(each.pk))
            for name in WAYS
            if getattr(each.person, name)
        }
    return shown


def _at_that_moment(pattern: Pattern) -> Slot | None:
    moment = timezone.make_aware(datetime.combine(pattern.first, pattern.begins))
    at_once = Slot.objects.filter(colleague=pattern.colleague, starts_at=moment, meeting=pattern.meeting)
    if pattern.colleague is None:
        at_once = at_once.filter(place=pattern.place, branch=pattern.branch)
    return at_once.first()


def _kept(pattern: Pattern, begins: list[datetime]) -> QuerySet[Slot]:
    """What the colleague keeps in these days; without one, what the same desk does."""
    since, until = begins[0] - timedelta(hours=8), begins[-1] + timedelta(hours=8)
    near = Slot.objects.filter(starts_at__gte=since, starts_at__lte=until)
    if pattern.colleague:
        return near.filter(colleague=pattern.colleague)
    desk = Q(meeting=pattern.meeting, place=pattern.place, branch=pattern.branch)
    return near.filter(desk, colleague__isnull=True)


def _slot(pattern: Pattern, moment: datetime, by: User) -> Slot:
    return Slot(
        meeting=pattern.meeting,
        starts_at=moment,
        minutes=pattern.minutes,
        place=pattern.place,
        branch=pattern.branch,
        colleague=pattern.colleague,
        is_open=pattern.is_open,
        made_by=by,
    )
