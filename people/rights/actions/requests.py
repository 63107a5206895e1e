"""Asking about one's own data, taking it back, refusing with a reason. Every move leaves its traces."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_fsm import TransitionNotAllowed

from accounts.models import User
from attachments.actions import store
from audit.actions import record
from notifications.actions import notify
from office.queries import settings
from people import registry
from people.models import Export, Person, RightsRequest
from people.refusals import CONFLICT, UNPROCESSABLE, Refused, require
from people.rights import rules
from people.rights.enums import RightsKind
from people.rights.tasks import build_export
from services.enums import FilePart

NOT_YOURS = _("This request is not yours.")
NOT_YOUR_DESK = _("Your role does not allow this, or the request is your own.")
RUNS_ALREADY = _("You asked for this already, and we are working on it.")
ENOUGH_TODAY = _("You asked for enough copies today. Ask again tomorrow.")
MOVED_ON = _("This request has moved on since you opened it. Nothing was changed; here is where it stands now.")
WRITE_WHY = _("Write the reason. The person reads it.")
MANY_OPEN = _("You asked for many corrections that are still open. Wait for our answer to them.")
MOST_CORRECTIONS = 10


@transaction.atomic
def ask_copy(person: Person, *, by: User) -> RightsRequest:
    """A copy of the whole file, made by the worker; one at a time, and not more than the office allows in a day."""
    locked = _own(person, by)
    today = RightsRequest.objects.filter(
        person=locked, kind=RightsKind.ACCESS, created_at__gt=timezone.now() - timedelta(days=1)
    )
    _require_none_open(locked, RightsKind.ACCESS)
    require(today.count() < settings().exports_a_day, ENOUGH_TODAY, CONFLICT)
    asked = _open(locked, RightsKind.ACCESS, by=by)
    with moving():
        asked.begin()
    asked.save(update_fields=["status"])
    record("rights.begun", by=None, subject=asked)
    export = Export.objects.create(request=asked)
    build_export.enqueue(str(export.pk))
    return asked


@transaction.atomic
def ask_correction(person: Person, *, part: FilePart, wrong: str, right: str, upload: Any, by: User) -> RightsRequest:
    """What is wrong in the file and what is right, with a paper that shows it if there is one."""
    locked = _own(person, by)
    open_ones = RightsRequest.objects.open().filter(person=locked, kind=RightsKind.CORRECTION)
    require(open_ones.count() < MOST_CORRECTIONS, MANY_OPEN, CONFLICT)
    paper = store(upload, by=by, owner=locked.pk, kind="correction") if upload else None
    asked = _open(locked, RightsKind.CORRECTION, by=by, part=part, wrong=wrong, right=right, paper=paper)
    tell(asked, "received")
    return asked


@transaction.atomic
def ask_erasure(person: Person, *, by: User) -> RightsRequest:
    """The erasure of the file; a running request or a hold stands against it and says so."""
    locked = _own(person, by)
    _require_none_open(locked, RightsKind.ERASURE)
    told = registry.obstacles(locked)
    require(not told, " ".join(map(str, told)), CONFLICT)
    asked = _open(locked, RightsKind.ERASURE, by=by)
    tell(asked, "received")
    return asked


@transaction.atomic
def take_back(asked: RightsRequest, *, by: User) -> RightsRequest:
    """Taken back by the person, until it is done. A repeat changes nothing."""
    fresh = lock(asked)
    require(rules.is_own(by, fresh.person), NOT_YOURS)
    if fresh.is_taken_back:
        return fresh
    with moving():
        fresh.take_back()
    fresh.save(update_fields=["status", "ended_at"])
    record("rights.taken_back", by=by, subject=fresh)
    return fresh


@transaction.atomic
def refuse(asked: RightsRequest, *, reason: str, by: User) -> RightsRequest:
    """Refused by a manager, with a reason that the person reads."""
    fresh = lock(asked)
    require(rules.can_decide(by, fresh), NOT_YOUR_DESK)
    require(not fresh.is_access, NOT_YOUR_DESK)
    require(bool(reason.strip()), WRITE_WHY, UNPROCESSABLE)
    return turn_down(fresh, reason=reason.strip(), by=by)


def turn_down(fresh: RightsRequest, *, reason: str, by: User) -> RightsRequest:
    """Refuse a locked request, in the caller's transaction."""
    with moving():
        fresh.refuse()
    fresh.answer, fresh.decided_by = reason, by
    fresh.save(update_fields=["status", "ended_at", "answer", "decided_by"])
    record("rights.refused", by=by, subject=fresh)
    tell(fresh, "refused", reason=reason)
    return fresh


@transaction.atomic
def note_opened(asked: RightsRequest, *, by: User) -> None:
    """Leave a row that a colleague read the request; the person finds it among who saw the file."""
    record("person.rights_opened", by=by, subject=asked.person, details={"request": asked.reference})


def lock(asked: RightsRequest) -> RightsRequest:
    """The row anew, locked with its person until the transaction ends."""
    return (
        RightsRequest.objects.select_for_update(of=("self", "person"))
        .select_related("person__recipient__user", "person__user")
        .get(pk=asked.pk)
    )


@contextmanager
def moving() -> Iterator[None]:
    """A move that is no longer possible becomes a clear refusal."""
    try:
        yield
    except TransitionNotAllowed:
        raise Refused(MOVED_ON, CONFLICT) from None


def tell(asked: RightsRequest, what: str, **context: Any) -> None:
    """Write to the person about their request: `notifications/rights/<what>.*.txt`."""
    notify(
        asked.person.recipient,
        f"rights/{what}",
        subject=asked,
        url_name="people:rights_request",
        url_kwargs={"reference": asked.reference},
        context={"reference": asked.reference, "due_on": asked.due_on, **context},
    )


def _own(person: Person, by: User) -> Person:
    locked = Person.objects.select_for_update(of=("self",)).select_related("recipient__user", "user").get(pk=person.pk)
    require(rules.is_own(by, locked) or locked.absorbed.filter(user=by).exists(), NOT_YOURS)
    return locked


def _require_none_open(person: Person, kind: RightsKind) -> None:
    running = RightsRequest.objects.open().filter(person=person, kind=kind).exists()
    require(not running, RUNS_ALREADY, CONFLICT)


def _open(person: Person, kind: RightsKind, *, by: User, **given: Any) -> RightsRequest:
    due = timezone.localdate() + timedelta(days=settings().rights_days)
    try:
        with transaction.atomic():
            asked = RightsRequest.objects.create(person=person, kind=kind, due_on=due, **given)
    except IntegrityError:
        raise Refused(RUNS_ALREADY, CONFLICT) from None
    record("rights.received", by=by, subject=asked, details={"kind": kind.value})
    return asked
