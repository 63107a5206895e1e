"""Writing about a request and reading it, from either side (R5, R34)."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications.actions import lock
from applications.models import Application, CaseMessage, MessageFile
from applications.refusals import CONFLICT, UNPROCESSABLE, require
from applications.rules import owns
from applications.talk import rules
from applications.talk.queries import files_waiting, tray_of
from attachments.actions import put, store, take, take_out
from attachments.models import Attachment
from audit.actions import record
from notifications.actions import mark_read, notify
from people.refusals import TOO_MANY

MOST_A_DAY = 40
LETTER = "applications/message"
NOT_YOURS = rules.NOT_YOURS
ENDED = _("Nothing more can be written about this request. Contact us, or apply again.")
EMPTY = _("Write your message.")
PATIENCE = _("You wrote many messages today. Write again tomorrow, or call us.")


@transaction.atomic
def write(
    application: Application,
    *,
    by: User,
    text: str,
    is_question: bool = False,
    uploads: Iterable[Any] = (),
    answers: Iterable[UUID] | None = None,
    once: UUID | None = None,
) -> CaseMessage:
    """Write on the side where `by` stands, with the files of the tray and `uploads`; the other side is told.

    A colleague names the questions that this answers; whatever the person writes answers what colleagues asked.
    `once` is the message's own key: sent twice, there is one message. Raises Refused.
    """
    case = lock(application)
    from_person = _side(case, by)
    if once and (sent := case.talk.filter(pk=once, by=by).first()):
        return sent
    require(rules.is_open(case), ENDED, CONFLICT)
    require(bool(text.strip()), EMPTY, UNPROCESSABLE)
    _require_patience(case, by)
    message = CaseMessage(application=case, from_person=from_person, by=by, text=text.strip(), is_question=is_question)
    if once and not CaseMessage.objects.filter(pk=once).exists():
        message.pk = once
    message.save(force_insert=True)
    _attach(message, uploads, by)
    _answer(case, message, answers)
    record("message.written", by=by, subject=case, details={"message": str(message.pk)})
    if not from_person:
        _tell(case)
    return message


@transaction.atomic
def read(application: Application, *, by: User) -> int:
    """Note that this side has read what the other wrote; how many were new.

    A helper's reading is not the person's, and a colleague's counts when the case is theirs or nobody's.
    """
    case = application
    is_owner = owns(by, case)
    if not is_owner and (not rules.is_colleague(by, case) or case.assigned_to_id not in (None, by.pk)):
        return 0
    new = case.talk.filter(from_person=not is_owner, read_at__isnull=True).update(read_at=timezone.now())
    if is_owner and new:
        for letter in case.person.recipient.messages.filter(template=LETTER, subject_id=str(case.pk)).unread():
            mark_read(letter)
    return new


@transaction.atomic
def put_file(application: Application, upload: Any, *, by: User) -> Attachment:
    """Keep a file, already checked by its form field, until the message is sent. Raises BadFile past the limits."""
    case = lock(application)
    _side(case, by)
    require(rules.is_open(case), ENDED, CONFLICT)
    return put(upload, tray=tray_of(case), by=by, owner=case.person_id, kind="message")


@transaction.atomic
def remove_file(application: Application, file: UUID, *, by: User) -> None:
    """Take one's file out again before the message is sent. Harmless when it is gone already."""
    take_out(file, tray=tray_of(application), by=by)


def _side(case: Application, by: User) -> bool:
    """Whether `by` stands on the person's side. Raises Refused for who stands on neither."""
    if rules.writes_for_person(by, case):
        return True
    require(rules.is_colleague(by, case), NOT_YOURS)
    return False


def _require_patience(case: Application, by: User) -> None:
    since = timezone.now() - timedelta(days=1)
    require(case.talk.filter(by=by, sent_at__gte=since).count() < MOST_A_DAY, PATIENCE, TOO_MANY)


def _attach(message: CaseMessage, uploads: Iterable[Any], by: User) -> None:
    case = message.application
    files = take(tray_of(case), by=by) if files_waiting(case, by=by).exists() else []
    files += [store(upload, by=by, owner=case.person_id, kind="message") for upload in uploads]
    for attachment in files:
        MessageFile.objects.create(message=message, attachment=attachment)


def _answer(case: Application, message: CaseMessage, answers: Iterable[UUID] | None) -> None:
    """Who writes has read what came before; the questions that this answers are open no more."""
    theirs = case.talk.filter(from_person=not message.from_person)
    theirs.filter(read_at__isnull=True).update(read_at=message.sent_at)
    asked = theirs.filter(is_question=True, answered_at__isnull=True)
    if not message.from_person:
        asked = asked.filter(pk__in=list(answers or ()))
    asked.update(answered_at=message.sent_at)


def _tell(case: Application) -> None:
    """The message itself stays on the request's page. One unread letter about it is enough."""
    recipient = case.person.recipient
    if recipient.messages.filter(template=LETTER, subject_id=str(case.pk)).unread().exists():
        return
    notify(
        recipient,
        LETTER,
        subject=case,
        url_name="applications:talk",
        url_kwargs={"reference": case.reference},
        context={"reference": case.reference, "service": case.form["service_title"]},
    )
