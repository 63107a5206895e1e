"""What stays closed to every helper, whatever was permitted."""

from collections.abc import Iterable

from people.actions import PART_OF
from people.models import Person
from services.enums import FilePart


def is_closed(person: Person, part: FilePart) -> bool:
    """Whether a helper stays outside this part of the file.

    The bank account always; what says who the person is, once it stands: a helper may fill it for someone who has
    not, and never reads or changes it.
    """
    return part is FilePart.BANK or (part is FilePart.IDENTITY and bool(person.identity_number))


def may_write(person: Person, fields: Iterable[str]) -> bool:
    """Whether a helper with the permission for the file may write these fields of it."""
    return not any(is_closed(person, PART_OF[name]) for name in fields if name in PART_OF)
