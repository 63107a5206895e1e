"""What the importer did and what it leaves to the editor: each finding with its line, nothing in silence."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from django.db import models
from django.utils.translation import gettext_lazy as _

Kind = Literal["repair", "doubt", "oddity", "unread"]


class Rule(models.TextChoices):
    """The rules by which a finding was made. They speak of the script, never of a document's words."""

    MARKS = "marks", _("invisible marks removed")
    SHAPES = "shapes", _("printed letter shapes replaced by letters")
    PERSIAN_LETTER = "persian_letter", _("Persian letter replaced")
    PERSIAN_DIGIT = "persian_digit", _("Persian digit replaced")
    TATWEEL = "tatweel", _("stretching mark removed")
    SPACING = "spacing", _("spaces and leading hyphens tidied")
    STRAY_MARK = "stray_mark", _("stray bullet removed")
    BROKEN_LINE = "broken_line", _("broken line rejoined")
    BROKEN_WORD = "broken_word", _("broken word rejoined")
    LOST_LETTER = "lost_letter", _("letter lost after lam restored")
    DOCUMENT_WORD = "document_word", _("letter restored from the document's own words")
    LOST_NUMERAL = "lost_numeral", _("lost numeral restored from the sequence")
    WRONG_NUMERAL = "wrong_numeral", _("misread numeral restored from the sequence")
    LIKELY_WORD = "likely_word", _("a far more common word differs by one letter")
    UNKNOWN_WORD = "unknown_word", _("word not in the word list")
    SEQUENCE = "sequence", _("the list's numbers do not follow each other")
    UNMARKED = "unmarked", _("a paragraph right after a list: it may be an item whose mark was lost")
    READ_AS_STEPS = "read_as_steps", _("items without numbers were read as steps in the order of the file")
    UNJOINED = "unjoined", _("a sentence may go on after the blank line")
    NO_TITLE = "no_title", _("no title found before the first paragraph")
    NO_APPROVAL = "no_approval", _("no approval line found")
    SUPERSEDES = "supersedes", _("text after the approval line was read as the clause on earlier policies")
    DATE = "date", _("approval date")
    HAMZA = "hamza", _("the spelling with hamza is far more common")
    MIXED_SPELLING = "mixed_spelling", _("one word is spelled in two ways")
    PREPOSITION = "preposition", _("one noun is followed by two prepositions")
    AGREEMENT = "agreement", _("a plural noun is followed by a singular adjective")
    UNREAD = "unread", _("this line could not be read")


@dataclass(frozen=True)
class Finding:
    """One thing seen at one line (counted from 1, as in the file)."""

    kind: Kind
    rule: str
    line: int
    before: str = ""
    after: str = ""


@dataclass
class Report:
    """Everything found while reading one file, in the order it was found."""

    findings: list[Finding] = field(default_factory=list)

    def repair(self, rule: Rule, line: int, before: str, after: str) -> None:
        """A sure repair, made."""
        self.findings.append(Finding("repair", rule.value, line, before, after))

    def doubt(self, rule: Rule, line: int, before: str = "", after: str = "") -> None:
        """Something an editor decides; the text was left as it stands."""
        self.findings.append(Finding("doubt", rule.value, line, before, after))

    def oddity(self, rule: Rule, line: int, before: str, after: str = "") -> None:
        """A drafting variant, for the board; never changed."""
        self.findings.append(Finding("oddity", rule.value, line, before, after))

    def unread(self, line: int) -> None:
        """A line that could not be read."""
        self.findings.append(Finding("unread", Rule.UNREAD.value, line))

    def of(self, kind: Kind) -> list[Finding]:
        """The findings of one kind by line."""
        return sorted((f for f in self.findings if f.kind == kind), key=lambda f: f.line)

    def as_json(self) -> list[dict[str, Any]]:
        """Plain data to keep beside the page."""
        return [asdict(finding) for finding in sorted(self.findings, key=lambda f: (f.line, f.kind))]


def from_json(rows: Iterable[dict[str, Any]]) -> Report:
    """The report that `as_json` wrote."""
    return Report([Finding(**row) for row in rows])
