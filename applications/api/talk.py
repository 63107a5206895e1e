"""The messages about a request: read, written, with files (R5, R34)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest
from ninja import Field, File, Router, Schema, Status
from ninja.files import UploadedFile
from ninja.pagination import LimitOffsetPagination, paginate

from accounts.callers import session_token
from applications.api.doors import caller, own
from applications.api.pages import SentFileOut, listed
from applications.models import CaseMessage
from applications.talk import actions, queries
from applications.talk.forms import MessageForm
from attachments.checks import check
from attachments.queries import respond
from content.told import Told
from people.api import cleaned

router = Router(auth=session_token, tags=["messages about a request"])
UPLOAD: Any = File(...)


class TalkOut(Schema):
    id: UUID
    from_person: bool
    text: str
    is_question: bool = Field(description="Whether an answer is wanted.")
    sent_at: datetime
    read_at: datetime | None = Field(description="When the other side read it.")
    answered_at: datetime | None
    files: list[SentFileOut]


class TalkIn(Schema):
    text: str
    is_question: bool = False


@router.get("/{reference}/messages", response=list[TalkOut])
@paginate(LimitOffsetPagination)
def messages(request: HttpRequest, reference: str) -> Any:
    """The whole talk, newest first."""
    return Told(queries.talk_of(own(request, reference)), lambda page: [_shown(message) for message in page])


@router.post("/{reference}/messages", response={201: TalkOut})
def write(request: HttpRequest, reference: str, given: TalkIn) -> Any:
    """Send a message, with the files that were sent for it before."""
    clean = cleaned(MessageForm(given.dict()))
    written = {name: clean[name] for name in ("text", "is_question")}
    return Status(201, _shown(actions.write(own(request, reference), by=caller(request), **written)))


@router.post("/{reference}/messages/read", response={204: None})
def read(request: HttpRequest, reference: str) -> Any:
    """Note that the person has read what is there."""
    actions.read(own(request, reference), by=caller(request))
    return Status(204, None)


@router.post("/{reference}/messages/files", response={201: SentFileOut})
def add_file(request: HttpRequest, reference: str, file: UploadedFile = UPLOAD) -> Any:
    """Send one file for the next message."""
    return Status(201, listed(actions.put_file(own(request, reference), check(file), by=caller(request))))


@router.get("/{reference}/messages/files/{file}")
def message_file(request: HttpRequest, reference: str, file: UUID) -> Any:
    """A file of the talk, to save."""
    found = queries.own_file(own(request, reference), file, by=caller(request))
    if found is None:
        raise Http404
    return respond(request, found)


@router.delete("/{reference}/messages/files/{file}", response={204: None})
def remove_file(request: HttpRequest, reference: str, file: UUID) -> Any:
    """Take a file out before its message is sent. Twice is as once."""
    actions.remove_file(own(request, reference), file, by=caller(request))
    return Status(204, None)


def _shown(message: CaseMessage) -> dict[str, Any]:
    names = ("from_person", "text", "is_question", "sent_at", "read_at", "answered_at")
    files = [listed(each.attachment) for each in message.files.all()]
    return {**{name: getattr(message, name) for name in names}, "id": message.pk, "files": files}
