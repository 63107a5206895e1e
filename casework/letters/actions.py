"""Writing the register: a letter gets the next number of its year and direction, once, and none is left out."""

import uuid
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications.locking import one_at_a_time
from applications.models import Application
from applications.refusals import CONFLICT, UNPROCESSABLE, require
from attachments.actions import store
from attachments.checks import CheckedFile
from audit.actions import record
from casework.contacts import actions as contacts
from casework.contacts.rules import can_open
from casework.enums import Way
from casework.letters import rules
from casework.models import Interaction, Letter
from people.models import Person
from saudi.hijri import to_hijri
from services.enums import Channel

NOT_YOURS = _("Your role does not keep the register, or the letter is your own affair or that of kin.")
NOT_YET = _("The day of the letter has not come yet. Look at the year.")
UNDATED = _("Write the day that stands on the letter, or tick that it has none.")
WORDLESS = _("A letter of ours needs its text.")
ONLY_INCOMING = _("Only a letter that came to us is answered.")


@transaction.atomic
def register(
    *,
    by: User,
    key: uuid.UUID,
    way: Way,
    dated_on: date | None,
    party: str,
    subject: str,
    is_undated: bool = False,
    their_number: str = "",
    body: str = "",
    scan: CheckedFile | None = None,
    application: Application | None = None,
    person: Person | None = None,
    needs_reply: bool = False,
    answers: Letter | None = None,
) -> Letter:
    """Keep a letter under the next number of its Hijri year and direction.

    `key` comes with the form: posted twice it is one letter. A reply ends the clock of the letter that it answers.
    """
    require(rules.keeps_register(by), NOT_YOURS)
    _check(way, dated_on, is_undated, body, answers)
    answered = _answered(answers, by) if answers else None
    application = application or (answered.application if answered else None)
    person = person or (answered.person if answered else None)
    one_at_a_time(Letter)
    if standing := Letter.objects.filter(pk=key).first():
        require(standing.registered_by_id == by.pk, NOT_YOURS)
        return standing
    contact = contacts.note(
        by=by,
        key=uuid.uuid4(),
        channel=Channel.LETTER,
        way=way,
        summary=subject,
        needs_reply=needs_reply and way == Way.IN,
        application=application,
        person=person,
        name=party,
    )
    texts = {"party": party, "subject": subject, "body": body, "their_number": their_number}
    letter = _numbered(key, way, contact, by, texts, scan=scan, dated_on=dated_on, answers=answers)
    record("letter.registered", by=by, subject=letter, details={"way": way, "number": letter.shown_number})
    if answered:
        _end_clock(answered, letter, by)
    return letter


def _numbered(
    key: uuid.UUID,
    way: Way,
    contact: Interaction,
    by: User,
    texts: dict[str, str],
    *,
    scan: CheckedFile | None,
    **given: Any,
) -> Letter:
    """The letter under the next number; nobody else registers meanwhile."""
    year = to_hijri(timezone.localdate()).year
    plain = {name: text.strip() for name, text in texts.items()}
    # The key of the person whom it is of guards the scan, else nobody's.
    kept = store(scan, by=by, owner=contact.person_id, kind="letter") if scan else None
    numbered = {"way": way, "year": year, "number": _next_number(way, year), "registered_by": by}
    letter = Letter(pk=key, interaction=contact, scan=kept, **numbered, **plain, **given)
    letter.index()
    letter.save(force_insert=True)
    return letter


def _end_clock(answered: Interaction, letter: Letter, by: User) -> None:
    if answered.needs_reply and answered.answered_at is None:
        told = _("By our letter %(number)s.") % {"number": letter.shown_number}
        contacts.answer(answered, by=by, text=str(told))


def note_opened(letter: Letter, *, by: User) -> None:
    """Leave a row that a colleague read the letter or its scan."""
    record("letter.opened", by=by, subject=letter)
    if letter.interaction.person:
        record("person.viewed", by=by, subject=letter.interaction.person, details={"letter": str(letter)})


def _check(way: Way, dated_on: date | None, is_undated: bool, body: str, answers: Letter | None) -> None:
    require(dated_on is not None or is_undated, UNDATED, UNPROCESSABLE)
    require(dated_on is None or dated_on <= timezone.localdate(), NOT_YET, UNPROCESSABLE)
    require(way == Way.IN or bool(body.strip()), WORDLESS, UNPROCESSABLE)
    require(answers is None or (answers.way == Way.IN and way == Way.OUT), ONLY_INCOMING, CONFLICT)


def _answered(answers: Letter, by: User) -> Interaction:
    contact = Interaction.objects.select_related("person", "application").get(pk=answers.interaction_id)
    require(can_open(by, contact), NOT_YOURS)
    return contact


def _next_number(way: Way, year: int) -> int:
    last = Letter.objects.filter(way=way, year=year).aggregate(last=Max("number"))["last"]
    return (last or 0) + 1
