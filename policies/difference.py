"""What differs between two versions: by section, by paragraph, and by word within a paragraph."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Any, Literal

State = Literal["same", "added", "removed", "changed"]
ALIKE = 0.4  # Of two paragraphs; below it, one was removed and another written.


@dataclass(frozen=True)
class Piece:
    """Some words that stayed, came or went."""

    state: State
    text: str


@dataclass(frozen=True)
class Line:
    """One paragraph; a changed one has pieces of several states."""

    state: State
    pieces: list[Piece]


@dataclass(frozen=True)
class Section:
    """A heading and its paragraphs."""

    title: str
    lines: list[str]


@dataclass(frozen=True)
class Change:
    """One section of the difference."""

    title: str
    state: State
    lines: list[Line]


def sections_of(raw: Iterable[dict[str, Any]], *, number_steps: bool = False) -> list[Section]:
    """The sections of a snapshot (the stream's raw data) as plain paragraphs, numbers before their items.

    Steps get theirs for paper alone: in a comparison one step more would change all that follow it.
    """
    return [
        Section(
            row["value"].get("heading", ""),
            [line for part in row["value"].get("body", []) for line in _lines(part, number_steps)],
        )
        for row in raw
    ]


def folded(before: list[Section], after: list[Section]) -> list[Change]:
    """The sections in reading order, each with what became of it."""
    return list(_sections(before, after))


def titled(changes: list[Change]) -> list[dict[str, Any]]:
    """The changes with how many paragraphs differ in each."""
    return [
        {"change": each, "count": sum(line.state != "same" for line in each.lines) or int(each.state != "same")}
        for each in changes
    ]


def _lines(part: dict[str, Any], number_steps: bool) -> Iterator[str]:
    value = part["value"]
    if part["type"] == "paragraph":
        yield from (line.strip() for line in value.splitlines() if line.strip())
    elif part["type"] == "list":
        yield from _items(value.get("items", []), "")
    else:
        for number, step in enumerate(value.get("steps", []), start=1):
            yield f"{number}. {_plain(step)}" if number_steps else str(_plain(step))


def _items(rows: Iterable[Any], above: str) -> Iterator[str]:
    for row in map(_plain, rows):
        number = f"{above}{row.get('number') or ''}"
        yield f"{number}. {row['text']}" if row.get("number") else row["text"]
        yield from _items(row.get("items", []), f"{number}." if row.get("number") else above)


def _plain(row: Any) -> Any:
    """An entry of a list block, which newer data wraps with an id."""
    return row["value"] if isinstance(row, dict) and row.get("type") == "item" else row


def _sections(before: list[Section], after: list[Section]) -> Iterator[Change]:
    old, new = [each.title for each in before], [each.title for each in after]
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from (_compared(x, y) for x, y in zip(before[a:b], after[c:d], strict=True))
        else:
            yield from (Change(x.title, "removed", [_whole("removed", line) for line in x.lines]) for x in before[a:b])
            yield from (Change(y.title, "added", [_whole("added", line) for line in y.lines]) for y in after[c:d])


def _compared(before: Section, after: Section) -> Change:
    lines = list(_paragraphs(before.lines, after.lines))
    state: State = "same" if all(line.state == "same" for line in lines) else "changed"
    return Change(after.title, state, lines)


def _paragraphs(before: list[str], after: list[str]) -> Iterator[Line]:
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from (_whole("same", line) for line in before[a:b])
        else:
            for old, new in zip_longest(before[a:b], after[c:d]):
                yield from _pair(old, new)


def _pair(old: str | None, new: str | None) -> Iterator[Line]:
    if old and new:
        words = SequenceMatcher(None, old.split(), new.split(), autojunk=False)
        if words.ratio() >= ALIKE:
            yield Line("changed", list(_words(words, old.split(), new.split())))
            return
    if old:
        yield _whole("removed", old)
    if new:
        yield _whole("added", new)


def _words(found: SequenceMatcher[str], old: list[str], new: list[str]) -> Iterator[Piece]:
    for tag, a, b, c, d in found.get_opcodes():
        if tag == "equal":
            yield Piece("same", " ".join(old[a:b]))
        else:
            if a < b:
                yield Piece("removed", " ".join(old[a:b]))
            if c < d:
                yield Piece("added", " ".join(new[c:d]))


def _whole(state: State, text: str) -> Line:
    return Line(state, [Piece(state, text)])
