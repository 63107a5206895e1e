"""What the search page shows: hits with excerpts, promoted pages, suggestions, ways on."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import get_language
from wagtail.models import Page

from search import excerpts
from search.finding import Found, found, public
from search.models import PageText
from search.reading import read
from search.words import marked_words
from services.models import FaqIndexPage, ServicesIndexPage

__all__ = ["Found", "Hit", "found", "hits", "public", "ways_on"]

FIRST_BELOW_HOME = 3  # Depth in the tree: the root, the home page, then what a reader knows as a part of the site


@dataclass(frozen=True)
class Hit:
    """One page as the results show it."""

    title: SafeString
    url: str
    kind: str
    trail: list[str]  # Titles of the pages above, from the top, without the home page
    summary: SafeString
    language: str
    is_promoted: bool = False


def hits(pages: Iterable[Page], words: str, request: HttpRequest, promoted: Iterable[Page] = ()) -> list[Hit]:
    """`pages` dressed for the results, in their order, after the `promoted`; two SQL queries for all."""
    promoted = list(promoted)
    pages = [*promoted, *(page for page in pages if page not in promoted)]
    above, texts = _titles_above(pages), PageText.objects.in_bulk([page.pk for page in pages])
    language = next((text.language for text in texts.values()), get_language() or "ar")
    wanted = read(words, language).forms
    return [
        Hit(
            title=marked_words(page.title, wanted),
            url=page.get_url(request) or "",
            kind=str(capfirst(page._meta.verbose_name)),
            trail=[above[path] for path in _paths_above(page) if path in above],
            summary=excerpts.excerpt(texts.get(page.pk), wanted),
            language=language,
            is_promoted=page in promoted,
        )
        for page in pages
    ]


def ways_on(request: HttpRequest) -> list[dict[str, str]]:
    """Where to look when nothing was found, as {title, url}: the services, then the frequent questions."""
    pages = Page.objects.live().public().filter(locale__language_code=get_language())
    ordered = pages.type((ServicesIndexPage, FaqIndexPage)).select_related("locale").order_by("path")
    return [{"title": page.title, "url": page.get_url(request) or ""} for page in ordered]


def _titles_above(pages: list[Page]) -> dict[str, str]:
    paths = {path for page in pages for path in _paths_above(page)}
    return dict(Page.objects.live().filter(path__in=paths).values_list("path", "title")) if pages else {}


def _paths_above(page: Page) -> list[str]:
    return [page.path[: depth * Page.steplen] for depth in range(FIRST_BELOW_HOME, page.depth)]
