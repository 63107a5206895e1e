"""Making, moving and ending an appointment. One order everywhere: lock, rule, move, save, event, audit, notify."""

from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as now_said
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.rules import branch_of
from applications.actions import NOT_YOURS, lock
from applications.booking import queries, rules, wording
from applications.booking.changes import Change, changed
from applications.enums import Booking, Event
from applications.history import keep
from applications.models import Application, Appointment, Slot
from applications.refusals import CONFLICT, UNPROCESSABLE, Refused, require
from audit.actions import record
from notifications.actions import notify
from office.queries import settings as office_settings
from people.models import Person
from people.rules import is_kin

TAKEN = _("This time is not free any more. Choose another one.")
PASSED = _("This time has passed. Choose another one.")
HAS_ONE = _("This request has an appointment already. Move that one, if its time does not suit you.")
NOTHING_TO_MEET = _("There is nothing to meet about for this request now.")
OTHER_COLLEAGUE = _("This time is with a colleague who may not handle the request. Choose another one.")
TOO_LATE = _("It is too late to change this online. Call us, and we change it with you.")
OVER = _("This appointment is over or was cancelled.")
BEGUN = _("This appointment has begun. Note whether it took place.")
NOT_YET = _("This appointment has not begun yet.")
SAY_WHY = _("Write why, in a few words: the person reads it.")


@transaction.atomic
def book(application: Application, slot: Slot, *, by: User, note: str = "") -> Appointment:
    """Take a free time for a request (R11, R20). The same time taken twice is taken once.

    A person holds one coming appointment for a request; a colleague may add others, with a `note` to the person.
    """
    case = lock(application)
    at_desk = rules.arranges(by, case.person, case)
    require(at_desk or rules.books(by, case), NOT_YOURS)
    require(rules.is_bookable(case), NOTHING_TO_MEET, CONFLICT)
    chosen = _lock_slot(slot)
    held = case.appointments.booked().filter(slot=chosen).first()
    if held:
        return held
    require(at_desk or not case.appointments.coming().exists(), HAS_ONE, CONFLICT)
    _require_free(chosen, case.person, case, by=by, at_desk=at_desk)
    return _make(chosen, case.person, case, by=by, note=note)


@transaction.atomic
def book_for(person: Person, slot: Slot, *, by: User, note: str = "") -> Appointment:
    """A colleague keeps a free time for somebody who has no request yet: a first interview (R20)."""
    whom = Person.objects.select_for_update(of=("self",)).select_related("recipient__user").get(pk=person.pk)
    require(rules.arranges(by, whom), NOT_YOURS)
    chosen = _lock_slot(slot)
    held = whom.appointments.booked().filter(slot=chosen, application__isnull=True).first()
    if held:
        return held
    _require_free(chosen, whom, None, by=by, at_desk=True)
    return _make(chosen, whom, None, by=by, note=note)


@transaction.atomic
def move(appointment: Appointment, slot: Slot, *, by: User) -> Appointment:
    """Give an appointment another time. Moved to where it stands, it stays as it is."""
    meeting = _lock(appointment)
    at_desk = _require_may(meeting, by)
    require(meeting.is_booked and not meeting.has_begun, OVER, CONFLICT)
    chosen = _lock_slot(slot)
    if meeting.slot_id == chosen.pk:
        return meeting
    require(at_desk or queries.may_change(meeting), TOO_LATE, CONFLICT)
    _require_free(chosen, meeting.person, meeting.application, by=by, at_desk=at_desk)
    former, before = meeting.starts_at, (meeting.colleague, meeting.starts_at)
    _set(meeting, chosen)
    meeting.sequence += 1
    _save(meeting)
    with translation.override(meeting.person.recipient.language):
        instead = now_said("Instead of %(when)s.") % {"when": wording.when(former)}
    _tell(meeting, Event.APPOINTED, by=by, note=f"{instead}\n{wording.note_to(meeting)}")
    changed(meeting, Change.MOVED, by=by, former=before)
    return meeting


@transaction.atomic
def cancel(appointment: Appointment, *, by: User, reason: str = "") -> Appointment:
    """End an appointment before it begins; its time is free again. A repeat changes nothing.

    A colleague says why; the person need not.
    """
    meeting = _lock(appointment)
    at_desk = _require_may(meeting, by)
    if meeting.state == Booking.CANCELLED:
        return meeting
    require(meeting.is_booked, OVER, CONFLICT)
    require(not meeting.has_begun, BEGUN if at_desk else OVER, CONFLICT)
    require(at_desk or queries.may_change(meeting), TOO_LATE, CONFLICT)
    require(not at_desk or bool(reason.strip()), SAY_WHY, UNPROCESSABLE)
    meeting.state, meeting.ended_at, meeting.reason = Booking.CANCELLED, timezone.now(), reason.strip()
    meeting.sequence += 1
    meeting.save(update_fields=["state", "ended_at", "reason", "sequence"])
    _tell(meeting, Event.UNAPPOINTED, by=by, note=meeting.reason)
    changed(meeting, Change.CANCELLED, by=by)
    return meeting


@transaction.atomic
def hold(appointment: Appointment, *, by: User, came: bool) -> Appointment:
    """A colleague notes whether it took place; noted wrongly, it is noted again. The person is not written to."""
    meeting = _lock(appointment)
    require(rules.arranges(by, meeting.person, meeting.application), NOT_YOURS)
    require(meeting.state != Booking.CANCELLED, OVER, CONFLICT)
    require(meeting.has_begun, NOT_YET, CONFLICT)
    state = Booking.KEPT if came else Booking.MISSED
    if meeting.state != state:
        meeting.state, meeting.ended_at = state, timezone.now()
        meeting.save(update_fields=["state", "ended_at"])
        record(f"appointment.{state}", by=by, subject=meeting.application or meeting.person, details=_key(meeting))
    return meeting


def _lock(appointment: Appointment) -> Appointment:
    """The row anew, locked after its request: in the same order as when it was made."""
    if appointment.application:
        lock(appointment.application)
    rows = Appointment.objects.select_for_update(of=("self",))
    return rows.select_related("application__person", "person__recipient__user").get(pk=appointment.pk)


def _lock_slot(slot: Slot) -> Slot:
    found = (
        Slot.objects.select_for_update(of=("self",)).select_related("branch", "colleague").filter(pk=slot.pk).first()
    )
    if found is None:
        raise Refused(TAKEN, CONFLICT)
    return found


def _require_may(meeting: Appointment, by: User) -> bool:
    """Whether a colleague acts; raise Refused for whoever is neither that nor the person."""
    case = meeting.application
    at_desk = rules.arranges(by, meeting.person, case)
    online = rules.books(by, case) if case else meeting.person.user_id == by.pk
    require(at_desk or online, NOT_YOURS)
    return at_desk


def _require_free(slot: Slot, person: Person, case: Application | None, *, by: User, at_desk: bool) -> None:
    require(slot.starts_at > timezone.now(), PASSED, CONFLICT)
    if not at_desk:
        assert case  # Without a request a time is given by colleagues alone.
        require(queries.offered(case).filter(pk=slot.pk).exists(), TAKEN, CONFLICT)
    branch = branch_of(by) if at_desk and not rules.works_for(by) else None
    require(branch is None or slot.branch_id == branch, NOT_YOURS)
    require(not Appointment.objects.booked().filter(slot=slot).exists(), TAKEN, CONFLICT)
    require(slot.colleague is None or not is_kin(slot.colleague, person), OTHER_COLLEAGUE, CONFLICT)


def _make(slot: Slot, person: Person, case: Application | None, *, by: User, note: str) -> Appointment:
    made = Appointment(person=person, application=case, booked_by=by, note=note.strip())
    _set(made, slot)
    _save(made)
    _tell(made, Event.APPOINTED, by=by, note=wording.note_to(made))
    changed(made, Change.MADE, by=by)
    return made


def _set(meeting: Appointment, slot: Slot) -> None:
    """The appointment takes the time, the place and the colleague of a slot."""
    meeting.slot, meeting.meeting, meeting.colleague = slot, slot.meeting, slot.colleague
    meeting.starts_at, meeting.minutes, meeting.place = slot.starts_at, slot.minutes, wording.place_of(slot)
    meeting.reminded_at = _told_now(slot.starts_at)


def _told_now(starts_at: datetime) -> datetime | None:
    """Whoever is told within the hours of the reminder needs no second word."""
    now = timezone.now()
    return now if starts_at - now <= timedelta(hours=office_settings().appointment_remind_hours) else None


def _save(meeting: Appointment) -> None:
    """Keep it; what somebody else took at that moment is refused by the database (invariant 4)."""
    try:
        with transaction.atomic():
            meeting.save()
    except IntegrityError:
        raise Refused(TAKEN, CONFLICT) from None


def _key(meeting: Appointment) -> dict[str, Any]:
    return {"appointment": str(meeting.pk)}


def _tell(meeting: Appointment, event: Event, *, by: User, note: str) -> None:
    """Event, audit row and message; before there is a request, the person's file stands in its place."""
    said = {"when": wording.When(meeting.starts_at)}
    if meeting.application:
        keep(meeting.application, event, by=by, note=note, details=_key(meeting), **said)
        return
    person = meeting.person
    record(f"appointment.{event}", by=by, subject=person, details=_key(meeting))
    notify(
        person.recipient,
        f"applications/{event}",
        subject=meeting,
        url_name="applications:appointment",
        url_kwargs={"pk": str(meeting.pk)},
        context={"reference": person.reference, "note": note, **said},
    )
