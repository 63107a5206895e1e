"""What the rooms above show beside a file on the staff's page: requests, papers, letters.

A room adds its panel when it is ready (`AppConfig.ready`); each is asked with the file and the colleague.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise

from accounts.models import User
from people.models import Person


@dataclass(frozen=True)
class Line:
    """One line of a panel: words, a link or "", and what stands beside it."""

    text: str
    url: str = ""
    note: str = ""
    is_number: bool = False


@dataclass(frozen=True)
class Panel:
    """A card beside the file. Without lines it is left out."""

    title: str | Promise
    lines: tuple[Line, ...]


Asked = Callable[[Person, User], Panel]
_panels: list[Asked] = []


def add_panel(asked: Asked) -> None:
    """Show what `asked` returns beside every file."""
    if asked not in _panels:
        _panels.append(asked)


def panels_of(person: Person, user: User) -> list[Panel]:
    """The panels that have something to show."""
    return [panel for panel in (asked(person, user) for asked in _panels) if panel.lines]
