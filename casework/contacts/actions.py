"""Writing contacts: noted once, answered once, and led to a person and a request."""

import uuid
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from accounts.rules import branch_of
from applications.models import Application
from applications.refusals import CONFLICT, UNPROCESSABLE, require
from audit.actions import record
from casework import rules as case_rules
from casework.contacts import rules
from casework.enums import Way
from casework.intake.rules import is_written_by
from casework.models import Interaction
from office.queries import deadline
from office.queries import settings as office_settings
from people.models import Person
from people.rules import is_kin
from services.enums import Channel

NOT_YOURS = _("Your role does not allow this, or it is your own affair or that of kin.")
NOT_YET = _("This time has not come yet. Write when it took place.")
ANSWERED = _("A colleague answered this contact meanwhile. Nothing was changed.")
WORDLESS = _("Write what it was about.")
ANSWERLESS = _("Write what was answered.")
ELSEWHERE = _("This contact belongs to another person's request already.")


@transaction.atomic
def note(
    *,
    by: User,
    key: uuid.UUID,
    channel: Channel,
    way: Way,
    summary: str,
    at: datetime | None = None,
    needs_reply: bool = False,
    person: Person | None = None,
    application: Application | None = None,
    **details: Any,
) -> Interaction:
    """Write a contact down. `key` comes with the form: posted twice it is one contact.

    `details`: name, mobile (E.164), account, minutes. One that wants a reply has a clock from the moment it came.
    """
    require(rules.keeps_contacts(by), NOT_YOURS)
    if standing := Interaction.objects.filter(pk=key).first():
        return _same(standing, by)
    person, moment = application.person if application else person, at or timezone.now()
    _require_may_note(by, application, person)
    require(moment <= timezone.now(), NOT_YET, UNPROCESSABLE)
    require(bool(summary.strip()), WORDLESS, UNPROCESSABLE)
    contact = Interaction(
        pk=key,
        channel=channel,
        way=way,
        at=moment,
        summary=summary.strip(),
        person=person,
        application=application,
        branch_id=application.branch_id if application else branch_of(by),
        by=by,
        needs_reply=needs_reply,
        **details,
    )
    if needs_reply:
        _start_clock(contact)
    if not _is_first(contact):
        return _same(Interaction.objects.get(pk=key), by)
    record("contact.noted", by=by, subject=contact, details={"channel": channel, "way": way, "reply": needs_reply})
    return contact


@transaction.atomic
def take(contact: Interaction, *, by: User) -> Interaction:
    """It is this colleague's to answer from now on."""
    held = _locked(contact, by)
    require(held.answered_at is None, ANSWERED, CONFLICT)
    if held.assigned_to_id != by.pk:
        held.assigned_to = by
        held.save(update_fields=["assigned_to"])
        record("contact.taken", by=by, subject=held)
    return held


@transaction.atomic
def answer(contact: Interaction, *, by: User, text: str) -> Interaction:
    """Keep what was answered; the clock ends. The second of two colleagues is told so."""
    held = _locked(contact, by)
    require(held.answered_at is None, ANSWERED, CONFLICT)
    require(bool(text.strip()), ANSWERLESS, UNPROCESSABLE)
    held.answer, held.answered_at, held.answered_by = text.strip(), timezone.now(), by
    held.save(update_fields=["answer", "answered_at", "answered_by"])
    record("contact.answered", by=by, subject=held)
    return held


@transaction.atomic
def attach(contact: Interaction, application: Application, *, by: User) -> Interaction:
    """The contact is about this request, and so of its person. Twice is as once."""
    held = _locked(contact, by)
    require(_may_write_of(by, application), NOT_YOURS)
    require(held.person_id in (None, application.person_id), ELSEWHERE, CONFLICT)
    if held.application_id != application.pk:
        held.application, held.person = application, application.person
        held.save(update_fields=["application", "person"])
        record("contact.attached", by=by, subject=held, details={"case": application.reference})
    return held


def note_opened(contact: Interaction, *, by: User) -> None:
    """Leave a row that a colleague read the contact; the person finds it by their file."""
    record("contact.opened", by=by, subject=contact)
    if contact.person:
        record("person.viewed", by=by, subject=contact.person, details={"contact": str(contact)})


def recount(contact: Interaction) -> bool:
    """Count the day anew after the table of holidays changed; whether it moved."""
    before = contact.due_on
    if contact.clock_from and contact.clock_days is not None:
        contact.due_on = deadline(contact.clock_from, contact.clock_days)
    return contact.due_on != before


def _is_first(contact: Interaction) -> bool:
    """Whether it was saved; not when the same form was posted twice at once."""
    contact.index()
    try:
        with transaction.atomic():
            contact.save(force_insert=True)
    except IntegrityError:
        return False
    return True


def _require_may_note(by: User, application: Application | None, person: Person | None) -> None:
    require(application is None or _may_write_of(by, application), NOT_YOURS)
    require(person is None or not is_kin(by, person), NOT_YOURS)


def _same(standing: Interaction, by: User) -> Interaction:
    require(standing.by_id == by.pk, NOT_YOURS)
    return standing


def _start_clock(contact: Interaction) -> None:
    contact.clock_from, contact.clock_days = contact.at, office_settings().contact_days
    contact.due_on = deadline(contact.clock_from, contact.clock_days)


def _may_write_of(by: User, case: Application) -> bool:
    return case_rules.can_open(by, case) or is_written_by(by, case)


def _locked(contact: Interaction, by: User) -> Interaction:
    held = Interaction.objects.select_for_update(of=("self",)).select_related("person").get(pk=contact.pk)
    require(rules.can_open(by, held), NOT_YOURS)
    return held
