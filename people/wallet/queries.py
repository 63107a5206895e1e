"""Reads for the papers of a file, each in a fixed number of queries."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from office.queries import settings as office_settings
from people.models import Document, DocumentFile, Person
from people.wallet.enums import State
from people.wallet.uses import Use, uses_of
from services.enums import PaperKind

MOST_OFFERED = 5


@dataclass(frozen=True)
class Card:
    """A paper as a list shows it. `days_left` counts from today, when it has a last day."""

    document: Document
    state: State
    days_left: int | None
    uses: list[Use]

    @property
    def is_held(self) -> bool:
        """Whether an open request relies on it, so that it can't be taken out."""
        return any(use.is_open for use in self.uses)


@dataclass(frozen=True)
class Offer:
    """Papers of one kind for a request: those that hold on its day, that have ended, that are too old for it."""

    valid: list[Document]
    ended: list[Document]
    old: list[Document]


def papers(person: Person) -> QuerySet[Document]:
    """What lies in the file now, newest first."""
    return Document.objects.current().filter(person=person)


def own(person: Person, pk: UUID) -> Document:
    """One paper of the person, a former one too. Raises Document.DoesNotExist for another's and for none alike."""
    return Document.objects.select_related("person").get(pk=pk, person=person, removed_at__isnull=True)


def own_file(person: Person, pk: UUID, file: UUID) -> DocumentFile:
    """One file of one paper of the person. Raises DocumentFile.DoesNotExist for another's and for none alike."""
    files = DocumentFile.objects.select_related("attachment")
    return files.get(pk=file, document=pk, document__person=person, document__removed_at__isnull=True)


def files(document: Document) -> QuerySet[DocumentFile]:
    """The files of a paper, in order."""
    return document.files.select_related("attachment")


def cards(documents: list[Document]) -> list[Card]:
    """The papers with their state and what relies on them; one query for the uses of all."""
    today, warn = timezone.localdate(), office_settings().papers_warn_days
    uses = uses_of([each.pk for each in documents])
    return [Card(each, *state_of(each, today, warn), uses[each.pk]) for each in documents]


def state_of(document: Document, day: date, warn_days: int) -> tuple[State, int | None]:
    """How the paper stands on `day`, and the days until its last one."""
    if document.expires_on is None:
        return State.OPEN, None
    left = (document.expires_on - day).days
    if left < 0:
        return State.ENDED, left
    return (State.ENDING if left <= warn_days else State.VALID), left


def offered(person: Person, kind: PaperKind, day: date, max_age_days: int | None) -> Offer:
    """The person's papers of a known kind, for a request whose day is `day`."""
    if kind == PaperKind.OTHER:
        return Offer([], [], [])
    found = list(papers(person).filter(kind=kind)[: 2 * MOST_OFFERED])
    held = [each for each in found if each.is_valid_on(day)]
    young = [each for each in held if each.is_young_enough_on(day, max_age_days)]
    ended, old = (_without(found, held), _without(held, young))
    return Offer(young[:MOST_OFFERED], ended[:MOST_OFFERED], old[:MOST_OFFERED])


def _without(documents: list[Document], others: list[Document]) -> list[Document]:
    return [each for each in documents if each not in others]
