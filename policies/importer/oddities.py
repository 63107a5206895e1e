"""Variants of spelling and drafting that a rule can find. They are listed for the board and never changed."""

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from policies.importer.files import Line
from policies.importer.lexicon import LONGEST, WORD, bare, frequency, stems
from policies.importer.report import Report, Rule

MORE_COMMON = 2
SEATS = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ئ": "ء", "ؤ": "ء"})
OPENING_ALEF = re.compile(r"^([وفبك]{0,2}ال|لل)ا(.{2,})$|^([وفبكل]{0,2})ا(?!ل..)(.{2,})$")
MEDDAH = re.compile(r"^([وفبكل]?(?:ال)?)أ(.{2,})$")
SEATED = re.compile(r"[ئؤ]")
# Verbal nouns of the augmented forms, whose preposition is fixed: التفعّل، التفعيل، الافتعال، الاستفعال.
VERBAL_NOUN = re.compile(r"^(?!ال)(?:ت\w{3}|ت\w{2}ي\w|ا\w{3}ا\w|است\w{2}ا\w)$")
PREPOSITIONS = frozenset({"من", "على", "إلى", "عن", "في"})
RELATIVES = frozenset({"التي", "الذي", "اللاتي", "اللواتي"})


def find(lines: Iterable[Line], report: Report) -> None:
    """Report every oddity of the document with its line."""
    rows = list(lines)
    places = defaultdict(list)
    for row in rows:
        for word in WORD.findall(row.text):
            places[bare(word)].append(row.number)
    _hamza(places, report)
    _mixed(places, report)
    _prepositions(rows, report)
    _agreement(rows, report)


def _hamza(places: dict[str, list[int]], report: Report) -> None:
    for word, numbers in places.items():
        if len(word) > LONGEST:
            continue
        better = max(_variants(word), key=_best, default="")
        if better and _best(better) >= MORE_COMMON * max(_best(word), 1) and _best(better) >= 100:
            for number in sorted(set(numbers)):
                report.oddity(Rule.HAMZA, number, word, better)


def _best(word: str) -> int:
    """The list's frequency of the word or of its most frequent stem."""
    return max((frequency(stem) for stem in stems(word)), default=0)


def _variants(word: str) -> Iterator[str]:
    """The same word with another bearer of its hamza, or with the hamza that its alef lacks."""
    if found := OPENING_ALEF.match(word):
        before, after = found[1] or found[3] or "", found[2] or found[4]
        yield from (before + alef + after for alef in "أإآ")
    if found := MEDDAH.match(word):
        yield found[1] + "آ" + found[2]
    for seat in SEATED.finditer(word):
        yield word[: seat.start()] + ("ؤ" if seat[0] == "ئ" else "ئ") + word[seat.end() :]


def _mixed(places: dict[str, list[int]], report: Report) -> None:
    """One skeleton, two spellings, both in this document."""
    spellings: dict[str, dict[str, tuple[int, str]]] = defaultdict(dict)
    for word, numbers in places.items():
        stem = min(stems(word), key=len)
        if len(stem) > 3:
            spellings[stem.translate(SEATS)].setdefault(stem, (numbers[0], word))
    for variants in spellings.values():
        for number, word in variants.values() if len(variants) > 1 else ():
            others = sorted(other for _, other in variants.values() if other != word)
            report.oddity(Rule.MIXED_SPELLING, number, word, "، ".join(others))


def _prepositions(rows: list[Line], report: Report) -> None:
    """A verbal noun that takes one preposition here and another there."""
    seen: dict[str, dict[str, list[tuple[int, str]]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        words = WORD.findall(row.text)
        for noun, preposition in itertools.pairwise(words):
            stem = min(stems(noun), key=len)
            if preposition in PREPOSITIONS and VERBAL_NOUN.match(stem):
                seen[stem][preposition].append((row.number, noun))
    for uses in seen.values():
        if len(uses) > 1:
            for preposition, places in uses.items():
                for number, noun in places:
                    report.oddity(Rule.PREPOSITION, number, f"{noun} {preposition}")


def _agreement(rows: list[Line], report: Report) -> None:
    """A definite sound plural followed by a definite singular adjective of relation."""
    for row in rows:
        words = WORD.findall(row.text)
        for noun, adjective in itertools.pairwise(words):
            plural = re.fullmatch(r"[وفبك]?(?:ال|لل)\w{2,}ين", noun)
            if plural and re.fullmatch(r"ال\w{3,}ي", adjective) and adjective not in RELATIVES:
                report.oddity(Rule.AGREEMENT, row.number, f"{noun} {adjective}")
