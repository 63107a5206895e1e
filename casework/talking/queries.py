"""The talk as a colleague reads it."""

from collections.abc import Iterable
from dataclasses import dataclass

from applications.models import Application, CaseMessage
from attachments.models import Attachment


@dataclass(frozen=True)
class Said:
    """One message: who wrote it, and its files."""

    message: CaseMessage
    who: str  # person, helper or colleague
    name: str
    files: list[Attachment]


def open_questions(case: Application) -> list[CaseMessage]:
    """What the person asked and nobody answered yet, the oldest first."""
    return list(case.talk.open_questions())


def said(case: Application, messages: Iterable[CaseMessage]) -> list[Said]:
    """The messages (`with_files`) with their writers; no query."""
    return [_said(case, message) for message in messages]


def _said(case: Application, message: CaseMessage) -> Said:
    own = message.by_id == case.person.user_id
    who = "colleague" if not message.from_person else "person" if own else "helper"
    name = message.by.get_full_name() if message.by and who == "colleague" else ""
    return Said(message, who, name, [each.attachment for each in message.files.all()])
