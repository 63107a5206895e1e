"""Finding pages by words: public content only, never a person's data."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import get_language
from wagtail.models import Locale, Page
from wagtail.search.backends import get_search_backend

from search.words import asked, marked
from services.models import FaqIndexPage, ServicesIndexPage

FIRST_BELOW_HOME = 3  # Depth in the tree: the root, the home page, then what a reader knows as a part of the site


@dataclass(frozen=True)
class Hit:
    """One page as the results show it."""

    title: SafeString
    url: str
    kind: str
    trail: list[str]  # Titles of the pages above, from the top, without the home page
    summary: SafeString


def found(words: str) -> Sequence[Page]:
    """The live public pages of the active language that hold all of `words`, best first.

    Lazy: counting, and reading a slice, cost a fixed number of SQL queries (a slice: one more for each page type).
    Any text is accepted; one without words finds nothing.
    """
    locale = Locale.objects.filter(language_code=get_language()).first()
    if locale is None or not asked(words):
        return []
    pages = Page.objects.live().public().filter(locale=locale).specific()
    return get_search_backend().search(words, pages)


def hits(pages: Iterable[Page], words: str, request: HttpRequest) -> list[Hit]:
    """`pages` dressed for the results, in their order; one SQL query for everything above them."""
    pages = list(pages)
    above = _titles_above(pages)
    return [
        Hit(
            title=marked(page.title, words),
            url=page.get_url(request) or "",
            kind=str(capfirst(page._meta.verbose_name)),
            trail=[above[path] for path in _paths_above(page) if path in above],
            summary=marked(getattr(page, "summary", ""), words),
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
