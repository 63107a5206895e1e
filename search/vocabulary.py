"""The words of the public pages: how rare each is, and which one a slip of the pen may have meant."""

from collections import Counter, defaultdict
from math import log

from django.db import transaction
from wagtail.models import Page

from search.models import NEXT, IndexedWord, PageText
from search.reading import Asked, Reading
from search.words import LONGEST_WORD, words_of, words_written

ALL = ""  # Under no word: how many pages there are


def rarity(reading: Reading) -> tuple[dict[Asked, float], list[Asked]]:
    """How much each idea weighs, between about 0.7 and 10; and the ideas that pages know, rarest first. One SQL query.

    Before the words were ever counted all weigh the same, and all may be known.
    """
    forms = {form for idea in reading.ideas for form in idea.forms}
    rows = IndexedWord.objects.filter(language=reading.language, word__in=[*forms, ALL])
    counts = dict(rows.values_list("word", "pages"))
    if ALL not in counts:
        return dict.fromkeys(reading.ideas, 1.0), list(reading.ideas)
    pages = {idea: _pages(idea, counts) for idea in reading.ideas}
    weights = {idea: log(1 + counts[ALL] / (there + 0.5)) for idea, there in pages.items()}
    return weights, sorted((idea for idea in reading.ideas if pages[idea]), key=lambda idea: pages[idea])


def _pages(idea: Asked, counts: dict[str, int]) -> int:
    """On how many pages an idea is at most."""
    ways = (min(max(counts.get(form, 0) for form in forms) for forms in way) for way in idea.ways)
    return max(ways)


def count_words() -> int:
    """Count the words of all public pages anew and return how many there are; also how many pages, under no word."""
    pages = Page.objects.live().public().filter(alias_of=None).values("pk")
    tallies: dict[str, Counter[str]] = defaultdict(Counter)
    shown: dict[str, dict[str, str]] = defaultdict(dict)
    rows = (
        PageText.objects.filter(page__in=pages)
        .select_related("page")
        .only("language", "text", "title_words", "summary_words", "body_words", "page__title")
    )
    for row in rows.iterator(chunk_size=500):
        forms = {*f"{row.title_words}{NEXT}{row.summary_words}{NEXT}{row.body_words}".replace(NEXT, " ").split()}
        tallies[row.language].update(forms)
        tallies[row.language][ALL] += 1
        for written in words_written(f"{row.page.title} {row.text}"):
            for word in words_of(written):
                shown[row.language].setdefault(word, written)
    new = [
        _row(language, word, pages, shown[language])
        for language in tallies
        for word, pages in tallies[language].items()
    ]
    with transaction.atomic():
        IndexedWord.objects.all().delete()
        IndexedWord.objects.bulk_create(new, batch_size=2000)
    return len(new)


def _row(language: str, word: str, pages: int, shown: dict[str, str]) -> IndexedWord:
    return IndexedWord(
        language=language, word=word, pages=pages, length=len(word), shown=shown.get(word, "")[:LONGEST_WORD]
    )
