"""What every room holds of a person: how it leaves in an export, what erasing does to it, what merging does.

A room registers its models when it is ready (`AppConfig.ready`). `tests/people/test_registry.py` fails for a model
with a path to `Person` that nobody registered. The rights and the merging of files read this list alone.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.functional import Promise

from people.models import Person

Text = str | Promise


class Erasing(Enum):
    """What becomes of the rows when the person is erased."""

    REMOVE = "remove"
    KEEP = "keep"  # A law or a running case asks for it; `kept_because` says so to the person.
    CLEAR = "clear"  # The row stays, `cleared` fields become blank.


@dataclass(frozen=True)
class Belonging:
    """The rows of one model that belong to a person.

    `path` leads from the model to the person ("person", "application__person"). `exported` names the fields that
    an export carries, each under its verbose name. `obstacle` may say why the person cannot be erased yet.
    `stays` says of a row whether it must remain with the absorbed file, since the other has its equal.
    """

    model: type[models.Model]
    title: Text
    exported: tuple[str, ...]
    path: str = "person"
    erasing: Erasing = Erasing.REMOVE
    kept_because: Text = ""
    cleared: tuple[str, ...] = ()
    stays: Callable[[Any, Person], bool] | None = None
    obstacle: Callable[[Person], Text] | None = None
    before_erasing: Callable[[Any], None] | None = None
    # A row as (label, value) where the names of its fields would tell the person little.
    worded: Callable[[Any], list[tuple[Text, str]]] | None = None

    @property
    def label(self) -> str:
        return self.model._meta.label

    def rows(self, person: Person) -> models.QuerySet[Any]:
        """The person's rows, oldest first."""
        return self.model._default_manager.filter(**{self.path: person}).order_by("pk")


_held: dict[str, Belonging] = {}


def register(*belongings: Belonging) -> None:
    """Add what a room holds; a model twice replaces its first entry."""
    for each in belongings:
        _held[each.label] = each


def held() -> Iterator[Belonging]:
    """Everything registered, lower rooms first, and within a room in the order of registration.

    What points to a row comes after it, so that erasing goes through the list backwards.
    """
    rooms = [config.label for config in apps.get_app_configs()]  # Upper rooms first, as settings list them.
    yield from sorted(_held.values(), key=lambda each: -rooms.index(each.model._meta.app_label))


Guard = Callable[[Person], dict[str, Text]]
_guards: list[Guard] = []


def guard(check: Guard) -> None:
    """Let a room say which parts of a file (`FilePart`) the person may not change now, and why."""
    if check not in _guards:
        _guards.append(check)


def shut_parts(person: Person) -> dict[str, Text]:
    """The parts that the person may not change now, each with its reason."""
    return {part: told for check in _guards for part, told in check(person).items()}


Part = Callable[[Any, Person], bool]
_parts_in_cases: list[Part] = []


def works_on(check: Part) -> None:
    """Let a room say whether a colleague works on something of a person: someone else then confirms an erasure."""
    if check not in _parts_in_cases:
        _parts_in_cases.append(check)


def has_a_part(user: Any, person: Person) -> bool:
    """Whether the colleague works on anything of the person's."""
    return any(check(user, person) for check in _parts_in_cases)


def obstacles(person: Person) -> list[Text]:
    """Why the person cannot be erased now; nothing stands against it when the list is empty."""
    asked = (each.obstacle(person) for each in held() if each.obstacle)
    return [told for told in asked if told]
