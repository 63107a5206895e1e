"""Damage to words: broken by a space, or short of a letter. Sure only where the document or the list has no doubt."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field

from policies.importer.files import Line
from policies.importer.lexicon import LONGEST, WORD, frequency, known, stands_alone, stems
from policies.importer.report import Report, Rule

ARTICLES = frozenset({"ال", "وال", "بال", "لل", "كال", "فال"})
# One reading must be this many times likelier than the other to be taken without asking.
SURE = 10
# Letters and vowel signs that only end a word.
ENDS = ("ة", "ى", "\u064b", "\u064c", "\u064d")
FREQUENT = 3
COMMON_ENOUGH = 100
ENDEMIC = 2
GAP = re.compile(r"(?<![\u0621-\u0652])([\u0621-\u0652]+)[ \t]+([\u0621-\u0652]+)(?:[ \t]+([\u0621-\u0652]+))?(?!\))")


@dataclass
class Vocabulary:
    """The words of one document, counted, and what remains of each without its particles."""

    words: Counter[str] = field(default_factory=Counter)
    stems: Counter[str] = field(default_factory=Counter)
    shortened: dict[str, set[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, lines: Iterable[Line]) -> "Vocabulary":
        words = Counter(word for line in lines for word in WORD.findall(line.text))
        vocabulary = cls(words)
        for word, count in words.items():
            for stem in stems(word):
                vocabulary.stems[stem] += count
            if count >= FREQUENT and 4 < len(word) <= LONGEST:
                # A letter more or less at either end is inflection, not damage.
                for at in range(1, len(word) - 1):
                    vocabulary.shortened.setdefault(word[:at] + word[at + 1 :], set()).add(word)
        return vocabulary


def rejoin(lines: list[Line], report: Report, accept: Collection[int] = ()) -> list[Line]:
    """Lines whose words broken by a space are whole again; `accept` names lines whose doubtful joins are wanted."""
    vocabulary = Vocabulary.of(lines)
    return [Line(line.number, _rejoined(line, vocabulary, report, line.number in accept)) for line in lines]


def _rejoined(line: Line, vocabulary: Vocabulary, report: Report, accepted: bool) -> str:
    text, at = line.text, 0
    while match := GAP.search(text, at):
        first, second, third = match[1], match[2], match[3] or ""
        at = match.start(2)
        verdict = _verdict(first, second, third, vocabulary)
        if verdict == "join" or (accepted and verdict == "doubt"):
            report.repair(Rule.BROKEN_WORD, line.number, f"{first} {second}", first + second)
            text = text[: match.start(1)] + first + second + text[match.end(2) :]
            at = match.start(1)
        elif verdict == "doubt":
            report.doubt(Rule.BROKEN_WORD, line.number, f"{first} {second}", first + second)
    return text


def _verdict(first: str, second: str, third: str, vocabulary: Vocabulary) -> str:
    """Whether two neighbours are one word: "join", "doubt" or "apart"."""
    joined = first + second
    if first.endswith(ENDS):
        return "apart"
    heard = frequency(joined) or (vocabulary.words[joined] and 1)
    if not heard and not (known(joined) and len(second) == 1):
        return "apart"
    if first in ARTICLES:
        return "join"
    if len(second) == 1 and second != "و":
        return "join" if _likelier(first, second, third) else "doubt"
    if first == "و" or second == "و" or (stands_alone(first) and stands_alone(second)):
        return "apart"
    if not known(first) and not known(second):
        return "join"
    return "join" if vocabulary.words[joined] else "doubt" if frequency(joined) >= COMMON_ENOUGH else "apart"


def _likelier(first: str, second: str, third: str) -> bool:
    """Whether a lone letter belongs to the word before it rather than to the word after it."""
    before = max(frequency(first + second), 1) * max(frequency(third), 1)
    after = max(frequency(first), 1) * max(frequency(second + third), 1)
    return before >= after * SURE or not third


def restore(lines: list[Line], report: Report, accept: Collection[int] = ()) -> list[Line]:
    """Lines whose words have their lost letter back; what only may be damage is reported as doubtful.

    `accept` names lines whose doubtful words an editor has looked at and wants mended.
    """
    vocabulary = Vocabulary.of(lines)
    found = {word: _proposal(word, vocabulary) for word in vocabulary.words}
    endemic = sum(1 for proposal in found.values() if proposal and proposal.proven) >= ENDEMIC
    return [Line(line.number, _restored(line, found, endemic, line.number in accept, report)) for line in lines]


@dataclass(frozen=True)
class Proposal:
    """What a word may have been. `proven`: the document has the word; `real`: the damaged form is a word too."""

    word: str
    rule: Rule
    proven: bool = False
    real: bool = False


def _restored(line: Line, found: dict[str, Proposal | None], endemic: bool, accepted: bool, report: Report) -> str:
    def mend(match: re.Match[str]) -> str:
        word, proposal = match[0], found[match[0]]
        if proposal is None or (proposal.real and not endemic):
            return word
        if accepted or proposal.proven or (endemic and not proposal.real):
            report.repair(proposal.rule, line.number, word, proposal.word)
            return proposal.word
        report.doubt(Rule.LIKELY_WORD, line.number, word, proposal.word)
        return word

    return WORD.sub(mend, line.text)


def _proposal(word: str, vocabulary: Vocabulary) -> Proposal | None:
    if not 4 <= len(word) <= LONGEST:
        return None
    for candidate in _after_lam(word):
        if frequency(word):
            if frequency(candidate) >= frequency(word) * 5:
                return Proposal(candidate, Rule.LOST_LETTER, real=True)
        elif _in_document(candidate, word, vocabulary):
            return Proposal(candidate, Rule.LOST_LETTER, proven=True)
        elif heard := max((frequency(stem) for stem in stems(candidate) if stem.startswith("الم")), default=0):
            return Proposal(candidate, Rule.LOST_LETTER, real=known(word) or heard < COMMON_ENOUGH)
    return _own_word(word, vocabulary)


def _after_lam(word: str) -> Iterator[str]:
    """Print stacks meem under a lam at a word's start, so a scan loses it: put it back behind each such lam."""
    start = re.match(r"[وف]?(?:[بك]?ا)?ل", word)
    if start and not word.startswith("ل", start.end()):
        yield word[: start.end()] + "م" + word[start.end() :]


def _in_document(candidate: str, word: str, vocabulary: Vocabulary) -> bool:
    """Whether the document has the candidate, perhaps behind other particles, and the list knows it."""
    roots = {stem for stem in stems(candidate) if stem not in stems(word) and len(stem) > 3}
    return any(vocabulary.stems[root] and frequency(root) for root in roots)


def _own_word(word: str, vocabulary: Vocabulary) -> Proposal | None:
    """The one frequent word of the document that this unknown word falls one letter short of."""
    if known(word) or vocabulary.words[word] > 1:
        return None
    longer = vocabulary.shortened.get(word, set())
    return Proposal(next(iter(longer)), Rule.DOCUMENT_WORD, proven=True) if len(longer) == 1 else None
