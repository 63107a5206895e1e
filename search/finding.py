"""Which pages answer a query, in order: public content only, never a person's data."""

from collections import Counter
from collections.abc import Sequence
from math import ceil
from typing import Any, overload

from django.db.models import QuerySet
from django.utils.translation import get_language
from wagtail.models import Page, PageViewRestriction

from search import ranking, spelling, vocabulary
from search.backend import page_ids, titled_ids
from search.models import NEXT, PageText
from search.ranking import LOOKED_INTO
from search.reading import Asked, Reading, read

SOME_FROM = 3  # Ideas from which a query may do without some of them
MOST_COMBINED = 6  # Ideas of which all combinations are sought


class Found(Sequence[Page]):
    """Pages in order, best first; a slice is read when it is asked for, in one SQL query and one a page type.

    `reading` says how the query was understood; `kinds` counts all matches by content type, whatever was filtered;
    `left_out` are words that no page was asked for; `instead` the words that were sought in place of the query's.
    """

    def __init__(self, keys: Sequence[int], reading: Reading, kinds: Counter[int] | None = None) -> None:
        self.keys, self.reading, self.kinds = keys, reading, kinds or Counter()
        self.left_out: list[str] = []
        self.instead = ""
        self.suggestion = ""

    def __len__(self) -> int:
        return len(self.keys)

    @overload
    def __getitem__(self, at: int) -> Page: ...
    @overload
    def __getitem__(self, at: slice) -> list[Page]: ...
    def __getitem__(self, at: int | slice) -> Any:
        if isinstance(at, int):
            return self._read([self.keys[at]])[0]
        return self._read(self.keys[at])

    def _read(self, keys: Sequence[int]) -> list[Page]:
        rows = {page.pk: page for page in Page.objects.filter(pk__in=keys).specific(defer=True)} if keys else {}
        return [rows[pk] for pk in keys if pk in rows]


def public(language: str) -> QuerySet[PageText]:
    """The texts of pages that anyone may read in a language; a copy in another language's tree is none of them.

    One SQL query, for the parts of the site that are not public.
    """
    texts = PageText.objects.filter(language=language, page__live=True, page__alias_of=None)
    for path in PageViewRestriction.objects.values_list("page__path", flat=True):
        texts = texts.exclude(page__path__startswith=path)
    return texts


def found(words: str, *, kind: int | None = None, language: str | None = None, exactly: bool = False) -> Found:
    """The live public pages of a language (else the active one) that answer `words`, best first.

    Any text is accepted; one without words finds nothing. A page must know every idea of the query. When none does,
    words written in one are parted; of three ideas or more half may be missing; one slip of the pen that can only
    mean one word is mended, unless `exactly`. A dozen SQL queries at most, whatever is found.
    """
    language = language or get_language() or "ar"
    reading = read(words, language)
    if not reading:
        return Found([], reading)
    result = _found(reading, kind) or _parted(words, reading, kind) or _some(reading, kind)
    return result or _mended(words, reading, kind, exactly)


def _found(reading: Reading, kind: int | None, needed: int | None = None) -> Found:
    """Pages that know all ideas, or `needed` of the rarest."""
    rarity, known = vocabulary.rarity(reading)
    ideas = [idea for idea in known if needed is not None][:MOST_COMBINED] or list(reading.ideas)
    if needed is not None and len(known) < needed:
        return Found([], reading)
    texts = public(reading.language).filter(page__in=page_ids(ideas, needed or len(ideas)))
    return _ranked(reading, texts, rarity, kind)


def _ranked(reading: Reading, texts: QuerySet[PageText], rarity: dict[Asked, float], kind: int | None) -> Found:
    """All of `texts` in order: by title first, then the best of them by all they say. Three SQL queries."""
    rows = list(texts.order_by("-pk").values_list("pk", "page__content_type_id"))
    titled = texts.filter(page__in=titled_ids(reading.forms)) if rows else texts.none()
    scores = {pk: ranking.title_score(title, reading, rarity) for pk, title in titled.values_list("pk", "title_words")}
    kinds = Counter(of for _pk, of in rows)
    keys = sorted((pk for pk, of in rows if kind in (None, of)), key=lambda pk: -scores.get(pk, 0.0))
    best = _by_all(keys[:LOOKED_INTO], reading, rarity)
    return Found([*best, *keys[LOOKED_INTO:]], reading, kinds)


def _by_all(keys: Sequence[int], reading: Reading, rarity: dict[Asked, float]) -> list[int]:
    if not keys:
        return []
    rows = PageText.objects.filter(pk__in=keys).defer("text", "summary")
    scores = {row.pk: ranking.full_score(row, reading, rarity) for row in rows}
    return sorted(keys, key=lambda pk: -scores.get(pk, 0.0))


def _parted(words: str, reading: Reading, kind: int | None) -> Found:
    """As if the words that were written as one had been parted."""
    parted = spelling.parted(words, reading.language)
    return _found(read(parted, reading.language), kind) if parted else Found([], reading)


def _some(reading: Reading, kind: int | None) -> Found:
    """Pages that know half of the ideas, of three ideas or more; the result says which ones none of them knows."""
    if len(reading.ideas) < SOME_FROM:
        return Found([], reading)
    result = _found(reading, kind, ceil(len(reading.ideas) / 2))
    if result:
        held = PageText.objects.filter(pk__in=result.keys[:10]).values_list(
            "title_words", "summary_words", "body_words"
        )
        result.left_out = spelling.left_out(
            reading, {form for row in held for text in row for form in text.replace(NEXT, " ").split()}
        )
    return result


def _mended(words: str, reading: Reading, kind: int | None, exactly: bool) -> Found:
    """What a slip of the pen hid: its pages when it is certain, else a suggestion, if that finds anything."""
    mended = spelling.mended(words, reading.language)
    result = _found(read(mended.words, reading.language), kind) if mended else Found([], reading)
    if mended and result and mended.is_certain and not exactly:
        result.instead = mended.words
        return result
    nothing = Found([], reading)
    nothing.suggestion = mended.words if mended and result else ""
    return nothing
