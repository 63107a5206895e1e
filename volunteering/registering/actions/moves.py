"""Sending a registration, the guardian's answer to the charter, taking it back; pauses, the card, the end."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from audit.actions import record
from office.queries import Counting, deadline
from office.queries import settings as office_settings
from people.consent import guardian
from people.consent.actions import GUARDIAN_NEEDED, NEWER_TEXT, give, withdraw
from people.consent.enums import Purpose
from people.models import Agreement, Person
from volunteering.enums import Event, PlacementStatus, VolunteerStatus
from volunteering.history import keep
from volunteering.locking import lock_volunteer
from volunteering.models import Volunteer
from volunteering.refusals import CONFLICT, FORBIDDEN, NOT_YOURS, UNPROCESSABLE, moving, require
from volunteering.registering import queries
from volunteering.registering.steps import way_of
from volunteering.rules import owns

CHARTER = Purpose.VOLUNTEER_CHARTER
INCOMPLETE = _("Something is still missing. Fill it in, then send.")
TOO_YOUNG = _("You can volunteer from the age of %(age)s. We look forward to you!")
NOT_WAITING = _("Your registration does not wait for a guardian.")
IN_A_SHIFT = _("You are in a shift right now. Finish it first.")
NO_CARD = _("Whoever is accepted as a volunteer has a card.")


@transaction.atomic
def send(
    volunteer: Volunteer, *, by: User, agreement: Agreement | None = None, guardian_named: dict[str, str] | None = None
) -> Volunteer:
    """Sign the charter and send the registration to the coordinator, or under eighteen to the guardian first.

    `agreement` is the text that was read; `guardian_named` has name, relation and mobile. Raises Refused: incomplete,
    too young, a charter that changed meanwhile, sent already.
    """
    locked = _own(volunteer, by)
    _require_ready(locked)
    person = locked.person
    if person.is_minor and not queries.guardian_has_signed(person):
        require(guardian_named is not None, GUARDIAN_NEEDED, UNPROCESSABLE)
        assert guardian_named is not None
        with moving():
            locked.await_guardian()
        locked.reason = ""
        locked.save(update_fields=["status", "reason"])
        guardian.ask(person, by=by, purposes=[CHARTER], language=person.recipient.language, **guardian_named)
        keep(locked, Event.GUARDIAN_ASKED, by=by)
        return locked
    if not person.is_minor:
        _sign(person, by, agreement)
    _to_review(locked)
    keep(locked, Event.REGISTERED, by=by, due=locked.due_on)
    return locked


@transaction.atomic
def ask_guardian_again(volunteer: Volunteer, *, by: User, **named: str) -> None:
    """Another message to the guardian, or to another one. `named`: name, relation and mobile."""
    locked = _own(volunteer, by)
    require(queries.awaits_charter_of_guardian(locked), NOT_WAITING, CONFLICT)
    person = locked.person
    guardian.ask(person, by=by, purposes=[CHARTER], language=person.recipient.language, **named)
    keep(locked, Event.GUARDIAN_ASKED, by=by)


def follow_guardian(person: Person, asked: list[str], given: list[str]) -> None:
    """The guardian answered about the charter: on to the review, or back to the child. In the answer's transaction."""
    known = Volunteer.objects.filter(person=person).first()
    if known is None or CHARTER not in asked:
        return
    locked = lock_volunteer(known)
    if locked.was_accepted:  # Asked again after the consent was taken back.
        keep(locked, Event.GUARDIAN_AGREED if CHARTER in given else Event.GUARDIAN_REFUSED, by=None)
    elif not locked.awaits_guardian:
        return
    elif CHARTER in given:
        _to_review(locked)
        keep(locked, Event.GUARDIAN_AGREED, by=None, due=locked.due_on)
    else:
        _reopen(locked)
        keep(locked, Event.GUARDIAN_REFUSED, by=None)


@transaction.atomic
def reopen_unsigned(volunteer: Volunteer) -> None:
    """The guardian took the charter back while the registration was being reviewed: it returns to the child."""
    locked = lock_volunteer(volunteer)
    if locked.is_under_review:
        _reopen(locked)
        keep(locked, Event.GUARDIAN_REFUSED, by=None)


def lapse_unanswered() -> int:
    """Give a registration back to whoever's guardian did not answer in time; how many."""
    waiting = Volunteer.objects.filter(status=VolunteerStatus.GUARDIAN_PENDING).select_related("person")
    return sum(_lapse(each) for each in waiting if queries.charter_question(each.person) is None)


@transaction.atomic
def sign_charter(volunteer: Volunteer, *, by: User, agreement: Agreement) -> None:
    """Whoever came of age, or reads a newer charter, signs it before the next place."""
    locked = _own(volunteer, by)
    _sign(locked.person, by, agreement)
    record("volunteering.charter_signed", by=by, subject=locked)


@transaction.atomic
def take_back(volunteer: Volunteer, *, by: User) -> Volunteer:
    """Take a sent registration back to change it."""
    locked = _own(volunteer, by)
    _reopen(locked)
    keep(locked, Event.REOPENED, by=by)
    return locked


@transaction.atomic
def pause(volunteer: Volunteer, *, by: User, until: date | None = None) -> Volunteer:
    """Take a pause until a day, or until one comes back. Places that one has stay."""
    locked = _own(volunteer, by)
    with moving():
        locked.pause()
    locked.paused_until = until
    locked.save(update_fields=["status", "paused_until"])
    keep(locked, Event.PAUSED, by=by, until=until)
    return locked


@transaction.atomic
def resume(volunteer: Volunteer, *, by: User | None) -> Volunteer:
    """Come back from a pause; nobody (`by`) when its day has come."""
    locked = lock_volunteer(volunteer)
    require(by is None or owns(by, locked), NOT_YOURS, FORBIDDEN)
    with moving():
        locked.resume()
    locked.save(update_fields=["status", "paused_until"])
    keep(locked, Event.RESUMED, by=by)
    return locked


def end_pauses() -> int:
    """Bring back whose pause is over; how many."""
    over = Volunteer.objects.filter(status=VolunteerStatus.PAUSED, paused_until__lte=timezone.localdate())
    return sum(bool(resume(each, by=None)) for each in over.order_by("pk"))


@transaction.atomic
def renew_card(volunteer: Volunteer, *, by: User) -> Volunteer:
    """A new card; every older one is worthless from now on."""
    locked = _own(volunteer, by)
    require(locked.is_active or locked.is_paused, NO_CARD, CONFLICT)
    locked.card_number += 1
    locked.save(update_fields=["card_number"])
    record("volunteering.card_renewed", by=by, subject=locked)
    return locked


@transaction.atomic
def end(volunteer: Volunteer, *, by: User) -> Volunteer:
    """End one's volunteering: the card is worthless, the charter is taken back, hours and certificates stay.

    The caller has given up the coming places first. Raises Refused while in a shift.
    """
    locked = _own(volunteer, by)
    present = locked.placements.filter(status=PlacementStatus.CHECKED_IN)
    require(not present.exists(), IN_A_SHIFT, CONFLICT)
    with moving():
        locked.end()
    locked.card_number += 1
    locked.save(update_fields=["status", "paused_until", "due_on", "card_number"])
    for consent in locked.person.consents.standing().filter(purpose=CHARTER):
        withdraw(consent, by=by)
    keep(locked, Event.ENDED, by=by)
    return locked


def recount(by: Counting, fair: Any) -> None:
    """Count the days of open reviews anew after the table of holidays changed; `fair(before, after)` settles each."""
    open_ones: Iterable[Volunteer] = Volunteer.objects.filter(status=VolunteerStatus.UNDER_REVIEW)
    for each in open_ones:
        assert each.sent_at
        due = fair(each.due_on, deadline(each.sent_at, by.numbers.volunteer_review_days, by))
        if due != each.due_on:
            each.due_on = due
            each.save(update_fields=["due_on"])


def _require_ready(volunteer: Volunteer) -> None:
    """Whether everything is answered, by somebody old enough."""
    require(volunteer.is_draft, _sent_already(volunteer), CONFLICT)
    require(not way_of(volunteer).missing, INCOMPLETE, UNPROCESSABLE)
    young = queries.youngest_since(volunteer.person)
    require(young is None, TOO_YOUNG % {"age": office_settings().volunteer_min_age}, CONFLICT)


def _sent_already(volunteer: Volunteer) -> Any:
    return _("Your registration was sent already. Here is where it stands now.")


def _sign(person: Person, by: User, agreement: Agreement | None) -> None:
    require(agreement is not None, NEWER_TEXT, CONFLICT)
    assert agreement is not None
    give(person, CHARTER, by=by, language=agreement.language, agreement=agreement)


def _to_review(volunteer: Volunteer) -> None:
    volunteer.due_on = deadline(timezone.now(), office_settings().volunteer_review_days)
    with moving():
        volunteer.send()
    volunteer.save(update_fields=["status", "sent_at", "reason", "due_on"])


@transaction.atomic
def _lapse(volunteer: Volunteer) -> bool:
    Person.objects.select_for_update().get(pk=volunteer.person_id)
    locked = lock_volunteer(volunteer)
    if not locked.awaits_guardian or queries.charter_question(locked.person) is not None:
        return False
    _reopen(locked)
    keep(locked, Event.GUARDIAN_SILENT, by=None)
    return True


def _reopen(volunteer: Volunteer) -> None:
    with moving():
        volunteer.reopen()
    volunteer.due_on = None
    volunteer.save(update_fields=["status", "due_on"])


def _own(volunteer: Volunteer, by: User) -> Volunteer:
    """The row anew, locked after its person."""
    Person.objects.select_for_update().get(pk=volunteer.person_id)
    locked = lock_volunteer(volunteer)
    require(owns(by, locked), NOT_YOURS, FORBIDDEN)
    return locked
