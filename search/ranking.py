"""Putting matching pages in order, the same on every database.

Where a word stands counts most (title, summary, body), then whether it stands there as typed, then how rare it is.
"""

import itertools
from collections.abc import Mapping, Sequence
from functools import lru_cache

from search.models import NEXT, PageText
from search.reading import Asked, Reading
from search.synonyms import Phrase

TITLE, SUMMARY, BODY = 10.0, 4.0, 1.0
AS_TYPED, IN_ANOTHER_FORM, ALIKE, KIN = 1.0, 0.8, 0.6, 0.35
WHOLE_TITLE = 0.4  # More for a title that says nothing else
QUESTION = 6.0  # For each asking word («كم», «متى») that the title asks as well
CLOSE = 4.0  # For two words of the query that follow each other in title or summary
SHORT = 8  # Forms of a body at which being short counts half of what it can
LOOKED_INTO = 60  # Pages whose whole text is weighed; the rest stay in the order of their titles


def title_score(words: str, reading: Reading, rarity: Mapping[Asked, float]) -> float:
    """How well a title alone answers; `words` are its forms."""
    forms = _forms(words)
    score = sum(TITLE * _quality(idea, forms) * rarity[idea] for idea in reading.ideas)
    return score + QUESTION * len(reading.asking & forms)


def full_score(page: PageText, reading: Reading, rarity: Mapping[Asked, float]) -> float:
    """How well a page answers by all it says; `page` with its page's title at hand."""
    title = _forms(page.title_words)
    fields = ((TITLE, title), (SUMMARY, _forms(page.summary_words)), (BODY, _forms(page.body_words)))
    score = sum(weight * _quality(idea, forms) * rarity[idea] for idea in reading.ideas for weight, forms in fields)
    named = sum(_quality(idea, title) > 0 for idea in reading.ideas)
    score *= 1 + WHOLE_TITLE * min(1.0, named / max(1, page.title_words.count(NEXT) + 1))
    score *= 1 + SHORT / (SHORT + page.body_words.count(" "))
    return score + QUESTION * len(reading.asking & title) + CLOSE * _close(reading, page)


def _quality(idea: Asked, forms: frozenset[str]) -> float:
    if _holds(idea.own, forms):
        return AS_TYPED if not idea.exact.isdisjoint(forms) else IN_ANOTHER_FORM
    if any(_holds(phrase, forms) for phrase in idea.alike):
        return ALIKE
    return KIN if not idea.roots.isdisjoint(forms) else 0.0


def _holds(phrase: Phrase, forms: frozenset[str]) -> bool:
    return all(not word.isdisjoint(forms) for word in phrase)


def _close(reading: Reading, page: PageText) -> int:
    """How many neighbours of the query are neighbours in title or summary."""
    pairs = list(zip(reading.ideas, reading.ideas[1:], strict=False))
    return sum(_adjacent(pairs, text) for text in (page.title_words, page.summary_words)) if pairs else 0


def _adjacent(pairs: Sequence[tuple[Asked, Asked]], words: str) -> int:
    sequence = [frozenset(word.split()) for word in words.split(NEXT)]
    following = list(itertools.pairwise(sequence))
    return sum(
        any(not one.forms.isdisjoint(here) and not two.forms.isdisjoint(there) for here, there in following)
        for one, two in pairs
    )


@lru_cache(maxsize=4096)
def _forms(words: str) -> frozenset[str]:
    return frozenset(words.replace(NEXT, " ").split())
