"""Reminders: each is written once, says why it came, and can be stopped by its kind (R7)."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.actions import record
from notifications.actions import notify
from people.enums import NoticeKind
from people.models import Document, Notice, NoticeChoice, Person

FIRST, SECOND = 1, 2


@transaction.atomic
def stop(person: Person, kind: NoticeKind, *, by: User) -> None:
    """Write no more of this kind. Twice is as once."""
    locked = Person.objects.select_for_update().get(pk=person.pk)
    _row, made = NoticeChoice.objects.get_or_create(person=locked, kind=kind)
    if made:
        record("notices.stopped", by=by, subject=locked, details={"kind": kind})


@transaction.atomic
def resume(person: Person, kind: NoticeKind, *, by: User) -> None:
    """Write of this kind again. Twice is as once."""
    locked = Person.objects.select_for_update().get(pk=person.pk)
    gone, _rows = NoticeChoice.objects.filter(person=locked, kind=kind).delete()
    if gone:
        record("notices.resumed", by=by, subject=locked, details={"kind": kind})


@transaction.atomic
def warn_of_end(document: Document, stage: int) -> bool:
    """Tell the person that a paper ends soon; whether it was written now."""
    kept = (
        Document.objects.select_for_update(of=("self",)).select_related("person__recipient__user").get(pk=document.pk)
    )
    if kept.expires_on is None or not kept.is_current:
        return False
    if not _first_time(kept.person, NoticeKind.PAPERS, kept.pk, kept.expires_on, stage):
        return False
    days = (kept.expires_on - timezone.localdate()).days
    context = {"document": kept, "days": days}
    _write(kept.person, "people/paper_ends", url_name="people:paper", url_kwargs={"pk": str(kept.pk)}, context=context)
    return True


@transaction.atomic
def ask_for_update(person: Person, stage: int) -> bool:
    """Ask the person to read the file and confirm it; whether it was written now."""
    kept = Person.objects.select_for_update(of=("self",)).select_related("recipient__user").get(pk=person.pk)
    since = counted_from(kept)
    if not _first_time(kept, NoticeKind.UPDATE, kept.pk, since, stage):
        return False
    _write(kept, "people/file_update", url_name="home:mine", context={"since": since, "is_second": stage == SECOND})
    return True


def counted_from(person: Person) -> date:
    """The day from which the yearly update counts: the last confirming, or the opening of the file."""
    return timezone.localdate(person.confirmed_at or person.created_at)


def _first_time(person: Person, kind: NoticeKind, about: UUID, day: date, stage: int) -> bool:
    key = {"kind": kind, "about": about, "for_day": day, "stage": stage}
    _row, made = Notice.objects.get_or_create(**key, defaults={"person": person})
    if made:
        record("notice.written", by=None, subject=person, details={"kind": kind, "stage": stage})
    return made


def _write(person: Person, template: str, **given: Any) -> None:
    notify(person.recipient, template, subject=None, **given)
