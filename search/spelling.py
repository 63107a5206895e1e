"""What a query that found nothing may have meant: one word written as two, or a slip of the pen."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q

from search.models import IndexedWord
from search.reading import Reading
from search.words import LONGEST_QUERY, forms, naming, spellings, words_of, words_written

SHORTEST_MENDED = 4  # Letters: shorter words have too many neighbours
TWO_SLIPS_FROM = 7  # Letters from which two slips may be mended
CERTAIN_FROM = 6  # Letters from which one slip with one reading is taken for certain
SHORTEST_PART = 3  # Letters of each of two words written as one


@dataclass(frozen=True)
class Mended:
    """Another query, and whether nothing else can have been meant."""

    words: str
    is_certain: bool


def parted(text: str, language: str) -> str | None:
    """`text` with each unknown word that is two known ones in one parted; None when no word is. Two SQL queries."""
    words = naming(text)
    unknown = _unknown(words, language)
    halves = {(word[:at], word[at:]) for word in unknown for at in range(SHORTEST_PART, len(word) - SHORTEST_PART + 1)}
    if not halves:
        return None
    known = _known({half for pair in halves for half in pair}, language)
    best = {
        word: max(_partings(word, known), key=lambda pair: min(known[half] for half in pair), default=None)
        for word in unknown
    }
    return " ".join(" ".join(best.get(word) or (word,)) for word in words) if any(best.values()) else None


def _partings(word: str, known: dict[str, int]) -> list[tuple[str, str]]:
    cuts = range(SHORTEST_PART, len(word) - SHORTEST_PART + 1)
    return [(word[:at], word[at:]) for at in cuts if word[:at] in known and word[at:] in known]


def mended(text: str, language: str) -> Mended | None:
    """`text` with each unknown word replaced by the nearest known one; None unless all have one. Two SQL queries."""
    unknown = _unknown(naming(text), language)
    if not unknown or any(len(word) < SHORTEST_MENDED for word in unknown):
        return None
    rows = _neighbours(unknown, language)
    nearest = {word: _nearest(word, rows) for word in unknown}
    if not all(nearest.values()):
        return None
    certain = all(found and found[1] for found in nearest.values())
    return Mended(_rewritten(text, {word: found[0] for word, found in nearest.items() if found}), certain)


def _unknown(words: list[str], language: str) -> list[str]:
    """Those of `words` that no public page holds in any form. One SQL query."""
    known = _known({form for word in words for form in forms(word, language)}, language)
    return [word for word in words if not any(form in known for form in forms(word, language))]


def _known(words: Iterable[str], language: str) -> dict[str, int]:
    rows = IndexedWord.objects.filter(language=language, word__in=set(words)).exclude(word="")
    return dict(rows.values_list("word", "pages"))


def _neighbours(words: list[str], language: str) -> list[tuple[str, str, int]]:
    """Words that begin or end like one of `words` and are about as long, as (word, shown, pages)."""
    alike = Q()
    for each in {spelling for word in words for spelling in spellings(word)}:
        ends = Q(word__startswith=each[0]) | Q(word__endswith=each[-1])
        alike |= Q(length__range=(len(each) - 2, len(each) + 2)) & ends
    return list(
        IndexedWord.objects.filter(alike, language=language).exclude(shown="").values_list("word", "shown", "pages")
    )


def _nearest(word: str, rows: list[tuple[str, str, int]]) -> tuple[str, bool] | None:
    """The known word nearest to `word` as it is shown, and whether it alone is so near."""
    most = 2 if len(word) >= TWO_SLIPS_FROM else 1
    slips = {}
    for known, shown, pages in rows:
        count = min(_slips(mine, its, most) for mine in spellings(word) for its in spellings(known))
        if count <= most:
            slips[shown] = (count, -pages)
    if not slips:
        return None
    best = min(slips, key=lambda shown: slips[shown])
    equals = [shown for shown, (count, _pages) in slips.items() if count == slips[best][0]]
    # A particle taken off is a guess already: two guesses make nothing certain.
    whole = _slips(word, "".join(words_of(best)), 1) <= 1
    return best, len(word) >= CERTAIN_FROM and slips[best][0] == 1 and len(equals) == 1 and whole


def _slips(one: str, other: str, most: int) -> int:
    """Letters to add, drop, change or swap between two words; more than `most` once it can't be fewer."""
    # A slip changes two of the letters in use at most: most pairs are told apart by that alone.
    if abs(len(one) - len(other)) > most or len(frozenset(one) ^ frozenset(other)) > 2 * most:
        return most + 1
    before: list[int] = []
    line = list(range(len(other) + 1))
    for row, letter in enumerate(one, 1):
        earlier, before, line = before, line, [row]
        for column, there in enumerate(other, 1):
            cost = min(before[column] + 1, line[-1] + 1, before[column - 1] + (letter != there))
            if row > 1 and column > 1 and letter == other[column - 2] and one[row - 2] == there:
                cost = min(cost, earlier[column - 2] + 1)
            line.append(cost)
        if min(line) > most:
            return most + 1
    return line[-1]


def _rewritten(text: str, instead: dict[str, str]) -> str:
    """`text` with some of its words replaced, the others as typed."""
    words = words_written(text[:LONGEST_QUERY])
    return " ".join(instead.get("".join(words_of(word)), word) for word in words)


def left_out(reading: Reading, held: set[str]) -> list[str]:
    """The ideas of a query of which none of the forms in `held` speaks, as typed."""
    return [idea.written for idea in reading.ideas if idea.forms.isdisjoint(held)]
