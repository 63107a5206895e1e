"""From blocks to sections: headings and the lists they introduce are told by their shape, never by their words."""

from dataclasses import dataclass, field

from policies.enums import SectionKind
from policies.importer.layout import Block
from policies.importer.lists import ItemList, list_of
from policies.importer.report import Report, Rule

HEADING_WORDS = 8
INTRODUCTION_WORDS = 25


@dataclass
class Paragraph:
    """Plain text; `unread` is the number of a line that could not be read."""

    text: str
    lines: list[int]
    unread: int | None = None


@dataclass
class Section:
    """One section of the policy."""

    kind: SectionKind
    heading: str
    line: int
    parts: list[Paragraph | ItemList] = field(default_factory=list)


def is_heading(blocks: list[Block], at: int) -> bool:
    """A short unmarked line that stands alone with something after it, or a sentence that introduces a list."""
    block = blocks[at]
    if block.item or block.unread or at + 1 >= len(blocks):
        return False
    introduces = blocks[at + 1].item and block.text.endswith(":")
    if introduces:
        return block.words <= INTRODUCTION_WORDS
    return block.gap and block.words <= HEADING_WORDS and not block.text.endswith(("،", "؛"))


def title_of(blocks: list[Block], report: Report) -> tuple[str, list[Block]]:
    """The title and the blocks after it; a first line that stands alone is the title, else none was found."""
    introduces = len(blocks) > 1 and blocks[1].item
    if blocks and is_heading(blocks, 0) and not introduces:
        return blocks[0].text.rstrip(" .:"), blocks[1:]
    report.doubt(Rule.NO_TITLE, blocks[0].line if blocks else 1)
    return "", blocks


def sections_of(blocks: list[Block], report: Report) -> list[Section]:
    """The sections in order; what stands before the first heading is the preamble."""
    sections: list[Section] = []
    at = 0
    while at < len(blocks):
        if is_heading(blocks, at):
            sections.append(Section(SectionKind.TEXT, blocks[at].text, blocks[at].line))
            at += 1
            continue
        if not sections:
            sections.append(Section(SectionKind.PREAMBLE, "", blocks[at].line))
        at = _take(blocks, at, sections[-1], report)
    for section in sections:
        _settle(section, report)
    return sections


def _take(blocks: list[Block], at: int, section: Section, report: Report) -> int:
    """Add the block, or the whole run of items, that begins at `at`; returns where the next begins."""
    end = at
    while end < len(blocks) and blocks[end].item:
        end += 1
    if end > at:
        section.parts.append(list_of(blocks[at:end], report))
        return end
    block = blocks[at]
    if section.parts and isinstance(section.parts[-1], ItemList):
        report.doubt(Rule.UNMARKED, block.line, " ".join(block.text.split()[:4]))
    section.parts.append(Paragraph(block.text, block.lines, block.line if block.unread else None))
    return at + 1


def _settle(section: Section, report: Report) -> None:
    """A heading names a list; a whole sentence that introduces items without numbers announces steps."""
    first = next((part for part in section.parts if isinstance(part, ItemList)), None)
    if first is None or section.kind is not SectionKind.TEXT:
        return
    section.kind = SectionKind.LIST
    if not first.ordered and len(section.heading.split()) > HEADING_WORDS:
        section.kind = SectionKind.STEPS
        report.doubt(Rule.READ_AS_STEPS, first.items[0].line, str(len(first.items)))
