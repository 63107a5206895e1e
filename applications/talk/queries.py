"""Reads of the talk about a request, each in a fixed number of queries."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from accounts.models import User
from applications.models import Application, CaseMessage
from attachments.models import Attachment
from attachments.queries import in_tray


@dataclass(frozen=True)
class Waiting:
    """What of the talk waits: messages that the person has not opened, and their questions without an answer."""

    unread: int
    open: int


def talk_of(case: Application) -> QuerySet[CaseMessage]:
    """The whole talk, newest first."""
    return case.talk.with_files().order_by("-sent_at", "-pk")


def with_waiting(cases: QuerySet[Application]) -> QuerySet[Application]:
    """The requests, each with what of its talk waits for the person: `waiting_in` then asks nothing more."""
    said = CaseMessage.objects.filter(application=OuterRef("pk")).order_by()
    unread, asked = _counted(said.filter(from_person=False, read_at__isnull=True)), _counted(said.open_questions())
    return cases.annotate(talk_unread=unread, talk_open=asked)


def waiting_in(case: Application) -> Waiting:
    """What waits in a request that was read `with_waiting`; no query."""
    return Waiting(unread=case.talk_unread, open=case.talk_open)  # type: ignore[attr-defined]


def _counted(said: QuerySet[CaseMessage]) -> Coalesce:
    return Coalesce(Subquery(said.values("application").annotate(number=Count("pk")).values("number")), 0)


def file_of(case: Application, file: UUID) -> Attachment | None:
    """A file of a message about the request."""
    return Attachment.objects.filter(message_file__message__application=case, pk=file).first()


def own_file(case: Application, file: UUID, *, by: User) -> Attachment | None:
    """The same, or one's own that is not sent yet."""
    return file_of(case, file) or files_waiting(case, by=by).filter(pk=file).first()


def files_waiting(case: Application, *, by: User) -> QuerySet[Attachment]:
    """What `by` chose for a message that is not sent yet."""
    return in_tray(tray_of(case), by=by)


def tray_of(case: Application) -> str:
    """The name of the tray where files wait for their message."""
    return f"talk:{case.pk}"
