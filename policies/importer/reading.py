"""The whole way from bytes to a policy's parts. Pure: nothing here touches the database."""

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date

from policies.importer import layout, letters, oddities, words
from policies.importer.approval import Approval, approval_of, is_approval
from policies.importer.files import Line, lines_of
from policies.importer.lexicon import WORD, recognised
from policies.importer.refusals import ImportRefused
from policies.importer.report import Report, Rule
from policies.importer.sections import Paragraph, Section, is_heading, sections_of, title_of


@dataclass
class Reading:
    """A policy as read: its parts, and the report on how it was read."""

    sha256: str
    report: Report
    title: str = ""
    sections: list[Section] = field(default_factory=list)
    approval: Approval | None = None


def read(data: bytes, *, until: date | None = None, accept: Collection[int] = ()) -> Reading:
    """Read a scanned policy. Raises ImportRefused and nothing else.

    `until` is the last day on which it can have been approved; without it any day of the calendar may be proposed.
    `accept` names lines whose doubtful words an editor has looked at and wants mended.
    """
    reading = Reading(hashlib.sha256(data).hexdigest(), Report())
    blocks = layout.blocks_of(_mended(lines_of(data), reading.report, accept), reading.report)
    reading.title, blocks = title_of(blocks, reading.report)
    blocks = _without_approval(blocks, reading, until)
    reading.sections = sections_of(blocks, reading.report)
    if not _has_shape(reading.sections):
        raise ImportRefused("no_sections")
    return reading


def _has_shape(sections: list[Section]) -> bool:
    """Whether there is a heading or a list: plain prose alone is no policy."""
    lists = (part for section in sections for part in section.parts if not isinstance(part, Paragraph))
    return any(section.heading for section in sections) or next(lists, None) is not None


def _mended(lines: list[Line], report: Report, accept: Collection[int]) -> list[Line]:
    """The lines with letters and words mended; lines that can't be read pass as they are, to be named."""
    mended = [
        line if layout.unreadable(line.text) else Line(line.number, letters.mend(line.text, line.number, report))
        for line in lines
    ]
    clear = [line for line in mended if not layout.unreadable(line.text)]
    whole = {line.number: line for line in words.restore(words.rejoin(clear, report, accept), report, accept)}
    oddities.find(whole.values(), report)
    _unknown_words(whole.values(), report)
    return [whole.get(line.number, line) for line in mended]


def _unknown_words(lines: Iterable[Line], report: Report) -> None:
    """Words that neither the list nor a second place in the document bears out, for the editor's eye."""
    vocabulary = words.Vocabulary.of(rows := list(lines))
    for row in rows:
        for word in WORD.findall(row.text):
            if len(word) > 3 and vocabulary.words[word] == 1 and not recognised(word):
                report.doubt(Rule.UNKNOWN_WORD, row.number, word)


def _without_approval(blocks: list[layout.Block], reading: Reading, until: date | None) -> list[layout.Block]:
    """Take the approval line, the heading over it and the clause after it out of the blocks."""
    at = next((at for at in reversed(range(len(blocks))) if is_approval(blocks[at].text)), None)
    if at is None:
        reading.report.doubt(Rule.NO_APPROVAL, blocks[-1].line if blocks else 1)
        return blocks
    found = reading.approval = approval_of(blocks[at], reading.report, until)
    start = at - 1 if at and is_heading(blocks, at - 1) else at
    found.heading = blocks[start].text if start < at else ""
    after = blocks[at + 1 :]
    if after and not after[0].item and not after[0].unread and not is_heading(after, 0):
        found.supersedes = after[0].text
        reading.report.doubt(Rule.SUPERSEDES, after[0].line, after[0].text)
        after = after[1:]
    return blocks[:start] + after
