"""Who is to be reminded today, and what each has stopped. Each read is one query, whatever the number of people."""

from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from notifications.models import Message
from office.models import OfficeSettings
from people.enums import NoticeKind
from people.models import Document, Notice, NoticeChoice, Person
from people.notices.actions import FIRST, SECOND

# Which letters a person can stop from the letter itself.
KIND_OF = {"people/paper_ends": NoticeKind.PAPERS, "people/file_update": NoticeKind.UPDATE}


def stopped(person: Person) -> dict[str, datetime]:
    """When the person stopped each kind; a kind that goes on is absent."""
    return dict(NoticeChoice.objects.filter(person=person).values_list("kind", "stopped_at"))


def kind_of(letter: Message) -> str:
    """The kind of reminder that a letter is, or ""."""
    return KIND_OF.get(letter.template, "")


def papers_to_warn_of(stage: int) -> QuerySet[Document]:
    """Papers whose last day is near, of people who were not told at this stage and did not stop it.

    The second stage's papers are no longer of the first: whoever is late is told once.
    """
    numbers, today = OfficeSettings.load(), timezone.localdate()
    near = today + timedelta(days=numbers.papers_warn_days)
    again = today + timedelta(days=numbers.papers_warn_again_days)
    span = (today, again) if stage == SECOND else (again + timedelta(days=1), near)
    told = Notice.objects.filter(
        kind=NoticeKind.PAPERS, about=OuterRef("pk"), for_day=OuterRef("expires_on"), stage=stage
    )
    ending = Document.objects.current().filter(expires_on__range=span, person__merged_into__isnull=True)
    return ending.filter(~Exists(told), ~_has_stopped(NoticeKind.PAPERS, "person")).order_by("expires_on", "pk")


def people_to_ask(stage: int) -> QuerySet[Person]:
    """People whose file was not confirmed for long: not told yet, or told and silent since (stage two)."""
    numbers, now = OfficeSettings.load(), timezone.now()
    old = Person.objects.present().exclude(full_name="").annotate(since=Coalesce("confirmed_at", "created_at"))
    old = old.filter(~_has_stopped(NoticeKind.UPDATE, "pk"), since__lt=now - timedelta(days=numbers.file_update_days))
    told = Notice.objects.filter(kind=NoticeKind.UPDATE, about=OuterRef("pk"), sent_at__gte=OuterRef("since"))
    first = told.filter(stage=FIRST)
    if stage == FIRST:
        return old.filter(~Exists(first)).order_by("pk")
    silent = first.filter(sent_at__lt=now - timedelta(days=numbers.file_remind_days))
    return old.filter(Exists(silent), ~Exists(told.filter(stage=SECOND))).order_by("pk")


def _has_stopped(kind: NoticeKind, person: str) -> Exists:
    return Exists(NoticeChoice.objects.filter(kind=kind, person=OuterRef(person)))
