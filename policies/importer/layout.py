"""From lines to blocks: list marks read off, lines broken in mid-sentence rejoined, unreadable lines set apart."""

import itertools
import re
from collections.abc import Iterable
from dataclasses import dataclass

from policies.importer.files import ARABIC_LETTER, Line
from policies.importer.letters import tidy
from policies.importer.report import Report, Rule

BULLETS = "-–—•·●▪◦*‣∙"
MARK = re.compile(
    rf"^\s*(?P<bullets>(?:[{BULLETS}]\s*)*)"
    r"(?:[(（]?(?P<digits>[0-9٠-٩]{1,3})\s*[)）](?=\D|$)\s*"
    r"|(?P<dotted>[0-9٠-٩]{1,2})\s*[.\-–](?=\s)\s*"
    r"|[(（]?(?P<letter>[^\W\d_]|هـ|[|!?^#])\s*[)）]\s*)?"
)
STOPS = tuple(".:؟!؛…")
UNREADABLE = re.compile(r"[\u0000-\u0008\u000E-\u001F\u007F-\u009F\uE000-\uF8FF\uFFFD]")
MIXED = re.compile(r"[\u0621-\u064A][A-Za-z\u00C0-\u024F]|[A-Za-z\u00C0-\u024F][\u0621-\u064A]")
# A longer line is no line of a document.
LONGEST_LINE = 10_000
# A line shorter than this ended by intent, not at the paper's edge.
WRAP = 40


@dataclass
class Block:
    """One paragraph or list item with the lines it came from. `gap`: an empty line stands before it."""

    text: str
    lines: list[int]
    gap: bool = False
    item: bool = False
    label: str = ""
    unread: bool = False

    @property
    def line(self) -> int:
        return self.lines[0]

    @property
    def words(self) -> int:
        return len(self.text.split())

    @property
    def open(self) -> bool:
        """Whether the sentence has not come to a stop."""
        return not self.text.endswith(STOPS)


def unreadable(text: str) -> bool:
    """Whether a line holds what no rule here can read: no Arabic at all, lost characters, or mixed alphabets."""
    if not text.strip():
        return False
    if len(text) > LONGEST_LINE or UNREADABLE.search(text) or MIXED.search(text):
        return True
    seen = [char for char in text if not char.isspace()]
    readable = sum(bool(ARABIC_LETTER.match(char)) or char.isdigit() or char in "./:،؛؟()-«»ـ" for char in seen)
    return not ARABIC_LETTER.search(text) or readable < len(seen) / 2


def blocks_of(lines: Iterable[Line], report: Report) -> list[Block]:
    """The blocks of a document in order."""
    rows = list(lines)
    edge = min(WRAP, int(max((len(row.text) for row in rows), default=0) * 0.6))
    found: list[Block] = []
    gap = True
    for row in rows:
        if not row.text.strip():
            gap = True
            continue
        block = _block(row, gap, report)
        if found and not gap and _goes_on(found[-1], block, edge):
            _join(found[-1], block, report)
        elif block.text or block.unread:
            found.append(block)
        gap = False
    _name_open_ends(found, edge, report)
    return found


def _block(row: Line, gap: bool, report: Report) -> Block:
    if unreadable(row.text):
        report.unread(row.number)
        return Block("", [row.number], gap, unread=True)
    match = MARK.match(row.text)
    assert match is not None
    label = match["digits"] or match["dotted"] or match["letter"] or ""
    bullets = match["bullets"].split()
    text = tidy(row.text[match.end() :])
    _report_marks(row, bullets, label, text, report)
    return Block(text, [row.number], gap, bool(bullets or label), label)


def _report_marks(row: Line, bullets: list[str], label: str, text: str, report: Report) -> None:
    """A second bullet is a speck of the scan; a hyphen before a number is how its margin was read."""
    if bullets[1:]:
        report.repair(Rule.STRAY_MARK, row.number, " ".join(bullets[1:]), "")
    if (bullets and label) or row.text != row.text.strip() or not row.text.endswith(text):
        report.repair(Rule.SPACING, row.number, "", "")


def _goes_on(before: Block, block: Block, edge: int) -> bool:
    """Whether an unmarked line is the rest of the sentence that broke at the paper's edge."""
    if block.item or block.unread or before.unread or not before.open or len(before.text) > LONGEST_LINE:
        return False
    last = before.text if len(before.lines) == 1 else before.text[-edge:]
    return len(last) >= edge


def _join(before: Block, block: Block, report: Report) -> None:
    report.repair(Rule.BROKEN_LINE, block.line, _seam(before, block), "")
    before.text = f"{before.text} {block.text}"
    before.lines += block.lines


def _seam(before: Block, after: Block) -> str:
    """The two words on either side of a break, for the report."""
    return f"{' '.join(before.text.split()[-2:])} ⏎ {' '.join(after.text.split()[:2])}"


def _name_open_ends(blocks: list[Block], edge: int, report: Report) -> None:
    """A long paragraph without a stop before an empty line may go on after it: for the editor to see."""
    for block, following in itertools.pairwise(blocks):
        cut = not (block.item or following.item or block.unread or following.unread)
        if cut and block.open and len(block.text) >= 2 * edge and not _ends_in_number(block.text):
            report.doubt(Rule.UNJOINED, following.line, _seam(block, following))


def _ends_in_number(text: str) -> bool:
    return any(char.isdecimal() for char in text[-10:].rsplit(None, 1)[-1])
