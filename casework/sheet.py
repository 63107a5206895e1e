"""What the case page shows of the person: what the request asks of the file, and who lives with them."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from applications.steps import Progress
from people.models import Person
from people.parts import Row, rows
from people.staff.masking import HIDDEN
from services.enums import FilePart

ON_TOP = (FilePart.NAME, FilePart.IDENTITY, FilePart.BIRTH, FilePart.HOUSEHOLD)  # They have lines of their own.
CLOSED = (FilePart.HEALTH, FilePart.CATEGORIES)  # Read in the file, against a reason.


@dataclass(frozen=True)
class Member:
    """One of the household: who it is to the person, and how old."""

    relation: str
    name: str
    age: int | None


@dataclass(frozen=True)
class Sheet:
    """The person as the request needs them known."""

    lines: list[Row]
    household: list[Member]
    asks_household: bool


def sheet_of(progress: Progress) -> Sheet:
    """From what was read already; no query."""
    lines = [row for part in progress.parts if part not in ON_TOP for row in _rows(progress, part)]
    members = [
        Member(each.get_relation_display(), each.name, _age(each.birth_date)) for each in progress.file.household
    ]
    return Sheet(lines, members, FilePart.HOUSEHOLD in progress.parts)


def _rows(progress: Progress, part: FilePart) -> list[Row]:
    found = rows(progress.file, part)
    if part == FilePart.CONTACT:  # The mobile and the preferred way stand on top as well.
        found = found[len(found) - len(progress.file.contacts) :]
    return [Row(row.label, HIDDEN) for row in found] if part in CLOSED else found


def _age(born: date | None) -> int | None:
    return Person(birth_date=born).age_on(timezone.localdate()) if born else None
