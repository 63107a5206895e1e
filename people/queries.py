"""Reads of a person's file, each in a fixed number of queries."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _

from notifications.models import Recipient
from people import wording
from people.actions import FIELDS, PART_OF
from people.doors import Acting
from people.enums import Via
from people.helping.rules import is_closed
from people.models import FileChange, Person
from people.parts import FIRST, WHY, Row, Text, file_of, rows
from people.registry import shut_parts
from services.enums import FilePart


@dataclass(frozen=True)
class PartShown:
    """One part on the page of the file."""

    part: FilePart
    rows: list[Row]
    is_answered: bool
    why: Text
    told: Text
    url: str


@dataclass(frozen=True)
class FilePage:
    """All that the page of the file shows."""

    first: list[PartShown]
    later: list[PartShown]
    next_url: str

    @property
    def done(self) -> int:
        return sum(each.is_answered for each in self.first)

    @property
    def total(self) -> int:
        return len(self.first)


@dataclass(frozen=True)
class HistoryLine:
    """One change in words: what, by whom, from what to what."""

    change: FileChange
    label: Text
    who: str
    before: str
    after: str


def file_page(acting: Acting) -> FilePage:
    """The file part by part."""
    file, told = file_of(acting.person), shut_parts(acting.person)
    shown = {
        part: PartShown(
            part=part,
            rows=rows(file, part),
            is_answered=file.is_answered(part),
            why=WHY[part],
            told=told.get(part, ""),
            url=acting.url("file_part", part=part.value),
        )
        for part in FilePart
        if not (acting.is_helping and is_closed(acting.person, part))
    }
    first = [shown[part] for part in FIRST if part in shown]
    open_part = next((each for each in first if not each.is_answered), None)
    return FilePage(
        first=first,
        later=[each for part, each in shown.items() if part not in FIRST],
        next_url=f"{open_part.url}?walk=1" if open_part else "",
    )


def next_open(person: Person, after: FilePart) -> FilePart | None:
    """The next part that everyone fills in and this person has not yet."""
    fresh = Person.objects.select_related("recipient").get(pk=person.pk)
    file = file_of(fresh, FIRST)
    order = [*FIRST[FIRST.index(after) + 1 :], *FIRST] if after in FIRST else list(FIRST)
    return next((part for part in order if not file.is_answered(part)), None)


def recipients_of(user: Model) -> QuerySet[Recipient]:
    """Whom an account reads for: the person behind it, whose file may have taken in the account's own."""
    return Recipient.objects.filter(person__in=Person.objects.behind(user).values("pk"))


def history(person: Person) -> QuerySet[FileChange]:
    """What changed, newest first."""
    return person.changes.select_related("by")


def history_line(change: FileChange, acting: Acting) -> HistoryLine:
    """A change as its owner reads it."""
    is_own = change.by_id == acting.by.pk and not acting.is_helping
    return HistoryLine(
        change=change,
        label=field_label(change),
        who=_("You") if is_own else str(Via(change.via).label),
        before=wording.said(change.field, change.before),
        after=wording.said(change.field, change.after),
    )


def field_label(change: FileChange) -> Text:
    """The changed field by its name; a row by what happened to it."""
    happened = {"added": _("Added"), "changed": _("Changed"), "removed": _("Taken out")}
    if change.field in happened:
        return happened[change.field]
    model: Any = FIELDS[PART_OF[change.field]][0]
    label: Text = model._meta.get_field(change.field).verbose_name
    return label
