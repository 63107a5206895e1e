"""The editors' synonyms, read once a minute by each process at most, and at once where they were changed."""

from functools import lru_cache
from time import monotonic

from search.models import SynonymGroup
from search.words import asked_forms, words_of

HELD = 30  # seconds until a process asks whether an editor changed something

Phrase = tuple[frozenset[str], ...]  # One set of forms a word
_read: dict[str, tuple[float, tuple[tuple[Phrase, ...], ...]]] = {}


def groups(language: str) -> tuple[tuple[Phrase, ...], ...]:
    """The groups of a language, each as the phrases of its lines; one SQL query every HELD seconds."""
    known = _read.get(language)
    if known is None or monotonic() - known[0] > HELD:
        rows = SynonymGroup.objects.filter(language=language).order_by("pk").values_list("terms", flat=True)
        known = _read[language] = (monotonic(), _phrases(tuple(rows), language))
    return known[1]


def forget() -> None:
    """Read anew at the next search in this process; others follow within HELD seconds."""
    _read.clear()


@lru_cache(maxsize=8)
def _phrases(rows: tuple[str, ...], language: str) -> tuple[tuple[Phrase, ...], ...]:
    read = (tuple(_phrase(line, language) for line in terms.splitlines() if words_of(line)) for terms in rows)
    return tuple(read)


def _phrase(line: str, language: str) -> Phrase:
    return tuple(asked_forms(word, language) for word in words_of(line))
