"""The editors' synonyms. They act on queries alone, so a change is felt at the next search, in every process."""

from functools import lru_cache

from search.models import SynonymGroup
from search.words import asked_forms, words_of

Phrase = tuple[frozenset[str], ...]  # One set of forms a word


def groups(language: str) -> tuple[tuple[Phrase, ...], ...]:
    """The groups of a language, each as the phrases of its lines; one SQL query."""
    rows = SynonymGroup.objects.filter(language=language).order_by("pk").values_list("terms", flat=True)
    return tuple(_phrases(terms, language) for terms in rows)


@lru_cache(maxsize=2000)
def _phrases(terms: str, language: str) -> tuple[Phrase, ...]:
    return tuple(phrase_of(line, language) for line in terms.splitlines() if words_of(line))


def phrase_of(line: str, language: str) -> Phrase:
    """The words of a line, each as the forms under which a query asks for it."""
    return tuple(asked_forms(word, language) for word in words_of(line))
