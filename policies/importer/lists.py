"""From list items as scanned to a numbered tree: lost and misread numerals follow from the sequence."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from policies.importer.layout import Block
from policies.importer.report import Report, Rule

# What a scanner takes a numeral for, by the shape of the glyphs.
LOOKALIKES = {
    1: "اأإآlIi|!",
    2: "٢rR",
    3: "٣",
    4: "ع٤E",
    5: "هةوoO٥ﻩ",
    6: "٦rآ",
    7: "٧vVˇ",
    8: "٨^ʌ",
    9: "٩qPوg",
}
ALPHABETS = ("أبجدهوزحطي", "ابتثجحخدذر", "abcdefghij")


@dataclass
class Item:
    """One item: its number as printed or inferred (None in a list without numbers), text, and items within it."""

    text: str
    lines: list[int]
    number: int | None = None
    children: list["Item"] = field(default_factory=list)

    @property
    def line(self) -> int:
        return self.lines[0]

    @property
    def announces(self) -> bool:
        """Whether the item ends by announcing items within it."""
        return self.text.endswith(":")


@dataclass
class ItemList:
    """Items in order; `ordered` when they carry numbers."""

    items: list[Item]
    ordered: bool


def list_of(blocks: list[Block], report: Report) -> ItemList:
    """The tree of one run of items."""
    items = [Item(block.text, block.lines) for block in blocks]
    labels = [block.label for block in blocks]
    numbers = [int(label) if label.isdecimal() else None for label in labels]
    if not any(number is not None for number in numbers):
        return ItemList(_lettered(items, labels), ordered=_is_alphabet(labels))
    nested = _nest(items, labels, numbers)
    _number(nested, report)
    return ItemList([entry.item for entry in nested], ordered=True)


@dataclass
class _Entry:
    item: Item
    label: str
    number: int | None


def _lettered(items: list[Item], labels: list[str]) -> list[Item]:
    for position, item in enumerate(items, start=1):
        item.number = position if _is_alphabet(labels) else None
    return items


def _is_alphabet(labels: list[str]) -> bool:
    """Whether the labels are letters in one of the orders in which lists are lettered."""
    plain = "".join(label.replace("هـ", "ه").lower() for label in labels)
    return (
        bool(plain)
        and len(plain) == len(labels)
        and plain.replace("أ", "ا") in {alphabet.replace("أ", "ا")[: len(plain)] for alphabet in ALPHABETS}
    )


def _nest(items: list[Item], labels: list[str], numbers: list[int | None]) -> list[_Entry]:
    """Top-level entries; items announced by a colon become children of the item that announces them."""
    top: list[_Entry] = []
    ahead = [*numbers[1:], None]
    for at, item in enumerate(items):
        parent = top[-1] if top else None
        if parent and parent.item.announces and _belongs(parent, labels[at], numbers[at], ahead[at]):
            item.number = numbers[at]
            parent.item.children.append(item)
        else:
            top.append(_Entry(item, labels[at], numbers[at]))
    return top


def _belongs(parent: _Entry, label: str, number: int | None, ahead: int | None) -> bool:
    """Announced items carry no label, or letters, or numbers that begin again at one.

    `ahead` is the number printed on the very next item.
    """
    place = len(parent.item.children) + 1
    following = parent.number + 1 if parent.number is not None else None
    if number is not None:
        return number == place and number != following
    if label:
        lettered = label in {alphabet[place - 1 : place] for alphabet in ALPHABETS} | {"ا"}
        return lettered or label not in LOOKALIKES.get(following or 0, "")
    # A single item before the next number but one is that lost number, not an item within.
    return not (following is not None and place == 1 and ahead == following + 1)


def _number(entries: list[_Entry], report: Report) -> None:
    """Give each entry its number: as printed where the sequence agrees, inferred where only one sequence fits."""
    anchors = list(_anchors(entries))
    for (start, low), (end, high) in zip([(-1, 0), *anchors], [*anchors, (len(entries), None)], strict=True):
        between = entries[start + 1 : end]
        if high is None:
            _number_tail(between, low, report)
        elif high - low - 1 == len(between):
            for offset, entry in enumerate(between, start=1):
                _infer(entry, low + offset, report)
        else:
            _leave(between, entries[end], report)
        if high is not None:
            entries[end].item.number = high


def _anchors(entries: list[_Entry]) -> Iterator[tuple[int, int]]:
    """Positions whose printed number fits those around it; one numeral that disagrees with both sides is misread."""
    printed = [(at, entry.number) for at, entry in enumerate(entries) if entry.number is not None]
    for index, (at, number) in enumerate(printed):
        before = printed[index - 1] if index else (-1, 0)
        after = printed[index + 1] if index + 1 < len(printed) else None
        sides_agree = after is not None and after[1] - before[1] == after[0] - before[0]
        if not (sides_agree and number - before[1] != at - before[0]):
            yield at, number


def _infer(entry: _Entry, number: int, report: Report) -> None:
    """Sure when the mark is gone or looks like the numeral; printed as doubtful when it is some other sign."""
    entry.item.number = number
    if not entry.label:
        report.repair(Rule.LOST_NUMERAL, entry.item.line, "", f"{number})")
    elif entry.number is not None or entry.label in LOOKALIKES.get(number, ""):
        report.repair(Rule.WRONG_NUMERAL, entry.item.line, f"{entry.label})", f"{number})")
    else:
        report.doubt(Rule.WRONG_NUMERAL, entry.item.line, f"{entry.label})", f"{number})")


def _number_tail(entries: list[_Entry], last: int, report: Report) -> None:
    """After the last printed number only a look-alike continues the list surely."""
    for number, entry in enumerate(entries, start=last + 1):
        if entry.label and entry.label in LOOKALIKES.get(number, ""):
            _infer(entry, number, report)
        else:
            report.doubt(Rule.SEQUENCE, entry.item.line, f"{entry.label})" if entry.label else "", f"{number})")


def _leave(between: list[_Entry], closing: _Entry, report: Report) -> None:
    for entry in between:
        entry.item.number = entry.number
    report.doubt(Rule.SEQUENCE, (between[0] if between else closing).item.line, "", f"{closing.number})")
