"""What two files say, value by value, and which of the two stays."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from people.actions import FIELDS, PART_OF
from people.models import Person
from people.models.person import ARABIC_NAMES, LATIN_NAMES
from people.parts import File, Text
from services.enums import FilePart

KEPT, ABSORBED = "kept", "absorbed"
# Values that stay or go together: half a name of each file would be a name of nobody.
TOGETHER: dict[str, tuple[tuple[str, ...], Text]] = {
    "name": ((*ARABIC_NAMES, "full_name"), _("Name")),
    "latin": (LATIN_NAMES, _("Name in Latin letters")),
    "identity": (FIELDS[FilePart.IDENTITY][1], _("Identity document")),
    "housing": (FIELDS[FilePart.HOUSING][1], _("Housing")),
    "bank": (FIELDS[FilePart.BANK][1], _("Bank account")),
}


@dataclass(frozen=True)
class Unit:
    """What is chosen at once: one field, or a few that belong together."""

    key: str
    label: Text
    fields: tuple[str, ...]

    def values(self, file: File) -> list[Any]:
        return [file.value(name) or None for name in self.fields]

    def is_empty(self, file: File) -> bool:
        return not any(self.values(file))

    def differs(self, one: File, other: File) -> bool:
        return self.values(one) != self.values(other)

    def is_open(self, one: File, other: File) -> bool:
        """Whether a colleague must choose: both files say something, and not the same."""
        return self.differs(one, other) and not self.is_empty(one) and not self.is_empty(other)


def _label(name: str) -> Text:
    model: Any = FIELDS[PART_OF[name]][0]
    label: Text = model._meta.get_field(name).verbose_name
    return label


def _units() -> tuple[Unit, ...]:
    together = {name: key for key, (names, _text) in TOGETHER.items() for name in names}
    found: dict[str, Unit] = {}
    for name in PART_OF:
        key = together.get(name, name)
        names, label = TOGETHER[key] if key in TOGETHER else ((name,), _label(name))
        found.setdefault(key, Unit(key, label, names))
    return tuple(found.values())


UNITS = _units()


def settled(kept: File, absorbed: File, chosen: Mapping[str, str]) -> dict[str, Any]:
    """Each field's value after the merge: as chosen, else that of the kept file, else the other's."""
    values: dict[str, Any] = {}
    for unit in UNITS:
        default = ABSORBED if unit.is_empty(kept) else KEPT
        source = absorbed if chosen.get(unit.key, default) == ABSORBED else kept
        values |= {name: source.value(name) for name in unit.fields}
    return values


def stays_by_default(one: Person, other: Person) -> Person:
    """The file with an account, else the older one."""
    return min(one, other, key=lambda each: (each.user_id is None, each.created_at, str(each.pk)))
