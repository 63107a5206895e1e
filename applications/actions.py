"""What a person does with a request. One order everywhere: lock, rule, move, save, event, audit, notify."""

from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications import places, rules
from applications.declaration import declaration_text, fingerprint, version_of
from applications.enums import BEFORE_SUBMISSION, Event
from applications.history import keep
from applications.models import Answer, Application, Declaration, Paper
from applications.refusals import CONFLICT, Refused, moving, require
from applications.steps import progress_of
from attachments.actions import discard, store
from office.queries import deadline
from office.queries import settings as office_settings
from people.actions import keep as keep_details
from people.actions import person_of
from services import snapshot
from services.models import ServicePage

SENT_ALREADY = _("This request has been sent already, so its answers cannot be changed here.")
SIGNED_ELSEWHERE = _(
    "You signed these details in another request that we are working on. Contact us, and we correct them with you."
)
NOT_YOURS = _("This request is not yours.")


@transaction.atomic
def start(service: ServicePage, *, by: User) -> Application:
    """The person's open draft for `service`, begun when there is none: two clicks make one draft (R8, R9)."""
    person = person_of(by)
    drafts = Application.objects.filter(person=person, service=service, status__in=BEFORE_SUBMISSION)
    found = drafts.select_related("person__recipient").first()
    if found:
        return found
    places.require_open(service)
    try:
        with transaction.atomic():
            case = Application.objects.create(person=person, service=service, form=snapshot.take(service))
            keep(case, Event.STARTED, by=by)
            return case
    except IntegrityError:
        return drafts.get()


@transaction.atomic
def save_person(application: Application, *, by: User, **details: Any) -> None:
    """Keep details of the person's file, asked on a page of the request.

    Raises Refused while another request of the person, signed over these details, is with staff (R39).
    """
    case = _editable(application, by)
    changed = any(getattr(case.person, name) != value for name, value in details.items())
    others = Application.objects.filter(person=case.person).with_staff().exclude(pk=case.pk)
    require(not changed or not others.filter(waiting_since__isnull=True).exists(), SIGNED_ELSEWHERE, CONFLICT)
    keep_details(case.person, by=by, **details)
    if changed:
        void_declaration(case)


@transaction.atomic
def save_answer(application: Application, key: str, text: str, *, by: User) -> None:
    """Keep one answer. A blank text takes back the answer to an optional question."""
    case = _editable(application, by)
    if text:
        Answer.objects.update_or_create(application=case, key=key, defaults={"value": text})
    else:
        case.answers.filter(key=key).delete()
    void_declaration(case)


@transaction.atomic
def attach_paper(application: Application, key: str, upload: Any, *, by: User) -> Paper:
    """Keep a file (already checked by its form field) as the paper `key`; a former one is discarded."""
    case = _editable(application, by)
    paper, _made = Paper.objects.get_or_create(application=case, key=key)
    former = paper.attachment
    paper.attachment = store(upload, by=by, kind="paper")
    paper.excuse = paper.excuse_text = ""
    _renew(paper)
    if former:
        discard(former)
    void_declaration(case)
    return paper


@transaction.atomic
def excuse_paper(application: Application, key: str, *, excuse: str, text: str, by: User) -> Paper:
    """Note why the paper `key` cannot be brought (R8), in place of a file; a blank excuse takes it back."""
    case = _editable(application, by)
    paper, _made = Paper.objects.get_or_create(application=case, key=key)
    former = paper.attachment if excuse else None
    paper.attachment = None if excuse else paper.attachment
    paper.excuse, paper.excuse_text = excuse, text if excuse else ""
    _renew(paper)
    if former:
        discard(former)
    void_declaration(case)
    return paper


@transaction.atomic
def make_ready(application: Application, *, by: User) -> Application:
    """The answers were checked: the declaration is next. Harmless when repeated."""
    case = _editable(application, by)
    require(progress_of(case).is_complete(), _("Some questions still need an answer."), 422)
    if case.status in BEFORE_SUBMISSION:
        with moving():
            case.make_ready()
        case.save(update_fields=["status"])
        keep(case, Event.READY, by=by)
    return case


@transaction.atomic
def sign(application: Application, *, by: User, answers_hash: str) -> Application:
    """Sign the declaration over exactly the answers that were shown, and send the request (R39, R40).

    `answers_hash` is the fingerprint of what the person saw. A repeat of a sent request changes nothing.
    Raises Refused when an answer changed in another tab meanwhile.
    """
    case = lock(application)
    require(rules.owns(by, case), NOT_YOURS)
    if case.was_submitted and not case.is_waiting:
        return case
    progress = progress_of(case)
    require(progress.is_complete(), _("Some questions still need an answer."), 422)
    changed = _("Your answers changed in another window. Read them once more, then sign.")
    require(fingerprint(case, progress) == answers_hash, changed, CONFLICT)
    event = Event.RESUBMITTED if case.is_waiting else Event.SUBMITTED
    if event is Event.SUBMITTED:
        places.take(case.service)
    with moving():
        case.take_back() if case.is_waiting else case.submit()
    case.due_on = deadline(timezone.now(), office_settings().verify_days)
    case.save(update_fields=["status", "submitted_at", "due_on", "waiting_since", "waiting_until", "waiting_note"])
    void_declaration(case)
    text = declaration_text()
    Declaration.objects.create(
        application=case,
        text=text,
        text_version=version_of(text),
        answers_hash=answers_hash,
        signed_by=by,
        notice_seen=True,
    )
    keep(case, event, by=by)
    return case


@transaction.atomic
def withdraw(application: Application, *, by: User) -> Application:
    """Take the request back, any time before delivery. A repeat changes nothing."""
    case = lock(application)
    require(rules.owns(by, case), NOT_YOURS)
    if case.is_withdrawn:
        return case
    with moving():
        case.withdraw()
    case.save(update_fields=["status", "ended_at", "due_on", "waiting_since", "waiting_until"])
    places.recount(case.service)
    keep(case, Event.WITHDRAWN, by=by)
    return case


def lock(application: Application) -> Application:
    """The row anew, locked with its person until the transaction ends."""
    return (
        Application.objects.select_for_update(of=("self", "person"))
        .select_related("person__recipient__user")
        .get(pk=application.pk)
    )


def void_declaration(case: Application) -> None:
    """What was signed no longer stands once what it covers changes (R39)."""
    case.declarations.filter(voided_at__isnull=True).update(voided_at=timezone.now())


def _editable(application: Application, by: User) -> Application:
    case = lock(application)
    require(rules.owns(by, case), NOT_YOURS)
    if not case.is_editable:
        raise Refused(SENT_ALREADY, CONFLICT)
    return case


def _renew(paper: Paper) -> None:
    """A changed paper is matched anew."""
    paper.problem = ""
    paper.matched_at = paper.matched_by = None
    paper.save()
