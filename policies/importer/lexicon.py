"""What words Arabic has: a frequency list that a package ships, and the particles that are written onto a word."""

import re
from functools import lru_cache

from spellchecker import SpellChecker

WORD = re.compile(r"[\u0621-\u063A\u0641-\u0652\u0670\u0671]+")
HARAKAT = re.compile(r"[\u064B-\u0652\u0670]")
# Conjunction, then preposition or article: what a noun may carry in front.
PREFIX = re.compile(r"^(?:[وف])?(?:[بك]?ال|لل|[بكلس])?(?=.{3})")
ENDING = re.compile(r"(?<=.{3})(?:هما|هم|ها|كم|نا|ات|ين|ون|ية|ته|تها|تهم|[هيةا])$")
COMMON = 5000
# No Arabic word is longer; what is longer is noise, and not worth the time.
LONGEST = 30


@lru_cache(maxsize=1)
def _frequencies() -> dict[str, int]:
    return dict(SpellChecker(language="ar").word_frequency.dictionary)


def bare(word: str) -> str:
    """The word without vowel signs."""
    return HARAKAT.sub("", word)


def frequency(word: str) -> int:
    """How often the list has seen `word`; 0 when never."""
    return _frequencies().get(bare(word), 0)


def stands_alone(word: str) -> bool:
    """Whether `word` is a word and not a fragment: the list's two-letter entries are mostly noise."""
    return frequency(word) >= (1 if len(bare(word)) > 2 else COMMON)


@lru_cache(maxsize=20_000)
def stems(word: str) -> frozenset[str]:
    """The word itself and what remains without the particles in front of it."""
    word = bare(word)
    if len(word) > LONGEST:
        return frozenset({word})
    found = {word}
    if word[:1] in "وف" and len(word) > 3:
        found.add(word[1:])
    for form in list(found):
        shorter = PREFIX.sub("", form)
        found.add(shorter)
        if form.startswith("لل"):
            found.add("ال" + form[2:])
        elif form[:3] in {"بال", "كال"} or (form[:1] in "بكل" and len(form) > 3):
            found.add(form[1:])
    return frozenset(stem for stem in found if len(stem) > 2 or stem == word)


def recognised(word: str) -> bool:
    """Whether the list has the word once a pronoun or an ending is taken off too; too lenient to repair by."""
    return any(known(form) for form in {word, ENDING.sub("", word), ENDING.sub("", word) + "ة"})


def known(word: str) -> bool:
    """Whether the list has the word, with or without the particles in front of it."""
    return any(frequency(stem) for stem in stems(word))
