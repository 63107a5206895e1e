"""What staff see of a file: what is sensitive stays hidden until a reason is given (invariant 1)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from people import wording
from people.actions import FIELDS, PART_OF
from people.merging.choices import Unit
from people.models import Contact, FileChange, HouseholdMember
from people.parts import File, Text
from people.queries import field_label
from saudi import hijri, phones
from services.enums import FilePart

HIDDEN = "••••"
# Fields that are read against a reason only; of a row, everything that is not named in OPEN_IN_ROWS.
SENSITIVE = frozenset(
    {
        "identity_number",
        "birth_date",
        "short_address",
        "directions",
        "categories",
        "health",
        "incomes",
        "debts",
        "housing",
        "rent",
        "iban",
        "holder",
    }
)
OPEN_IN_ROWS = frozenset({"name", "relation", "gender", "kind"})
ROWS = {"household": HouseholdMember, "contacts": Contact}


@dataclass(frozen=True)
class Value:
    """One value of the file as staff see it; `is_hidden`: there is more to it."""

    field: str
    label: Text
    shown: str
    is_hidden: bool
    is_revealed: bool = False


@dataclass(frozen=True)
class Change:
    """One line of the file's history, masked."""

    change: FileChange
    label: Text
    before: str
    after: str


def masked(field: str, value: Any) -> str:
    """A value of the file with what is sensitive in it hidden."""
    if not value:
        return "—"
    if isinstance(value, dict) and field not in PART_OF:
        return wording.listed(masked_in_row(name, each) for name, each in value.items() if each)
    if field in wording.MASKED or field not in SENSITIVE:
        return wording.said(field, value)
    if field == "birth_date":
        year = str(value.year if isinstance(value, date) else value)[:4]
        return f"••/••/{year}"
    return HIDDEN


def masked_in_row(name: str, value: Any) -> str:
    """A value of a member or a contact: its name and what it is stand open."""
    if name == "value":
        return phones.mask(str(value))
    return wording.said(name, value) if name in OPEN_IN_ROWS else HIDDEN


def opened(file: File, field: str) -> str:
    """The whole value of a field, or of the rows of one kind."""
    if field in ROWS:
        return wording.listed(_whole_row(row) for row in getattr(file, field))
    value = file.value(field)
    if field == "birth_date":
        return hijri.both_short(value) if value else "—"
    return str(value) if field in wording.MASKED and value else wording.said(field, value)


def values(file: File, *, revealed: str = "") -> Iterator[tuple[FilePart, list[Value]]]:
    """The file part by part; `revealed` names the one field that is open on this answer."""
    for part, (_model, names) in FIELDS.items():
        shown = [_value(file, name, revealed) for name in names if name != "full_name" and file.value(name)]
        if shown:
            yield part, shown


def hidden_fields(file: File) -> list[tuple[str, Text]]:
    """What may be asked for: the hidden fields that hold something."""
    fields = [(name, label_of(name)) for name in PART_OF if name in SENSITIVE and file.value(name)]
    kinds = {"household": _("Household"), "contacts": _("Contacts")}
    return fields + [(name, label) for name, label in kinds.items() if getattr(file, name)]


def unit_shown(unit: Unit, file: File) -> str:
    """The values that stand or go together, masked, in one line."""
    names = [name for name in unit.fields if name != "full_name" or not any(map(file.value, unit.fields[:-1]))]
    return " ".join(masked(name, file.value(name)) for name in names if file.value(name)) or "—"


def line_of(change: FileChange) -> Change:
    """A change of the file, before and after masked."""
    return Change(change, field_label(change), masked(change.field, change.before), masked(change.field, change.after))


def label_of(name: str) -> Text:
    model: Any = FIELDS[PART_OF[name]][0]
    label: Text = model._meta.get_field(name).verbose_name
    return label


def _value(file: File, name: str, revealed: str) -> Value:
    if name == revealed:
        return Value(name, label_of(name), opened(file, name), is_hidden=False, is_revealed=True)
    return Value(name, label_of(name), masked(name, file.value(name)), is_hidden=name in SENSITIVE)


def _whole_row(row: Any) -> str:
    names = [each.name for each in row._meta.concrete_fields if each.name not in ("id", "person", "created_at")]
    held = [(name, getattr(row, name)) for name in names if not name.endswith("_index")]
    return " · ".join(_in_words(name, value) for name, value in held if value)


def _in_words(name: str, value: Any) -> str:
    if isinstance(value, date):
        return hijri.both_short(value)
    return str(value) if name in wording.MASKED else wording.said(name, value)
