"""What the search page shows: hits with excerpts, promoted pages, suggestions, ways on."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models.functions import Length
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.text import capfirst
from django.utils.translation import get_language
from wagtail.models import Locale, Page, get_page_models

from search import excerpts
from search.backend import title_ids
from search.finding import Found, found, public
from search.models import PageText, PromotedResult
from search.ranking import LOOKED_INTO
from search.reading import Reading, read
from search.synonyms import phrase_of
from search.words import LONGEST_QUERY, marked_words, words_of
from services.models import FaqIndexPage, ServicesIndexPage

__all__ = [
    "Found",
    "Hit",
    "found",
    "hits",
    "kind_id",
    "kinds",
    "languages",
    "promoted",
    "public",
    "question_url",
    "suggestions",
    "ways_on",
]

MOST_PROMOTED = 3
MOST_SUGGESTED = 8
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


def hits(
    pages: Iterable[Page],
    words: str,
    request: HttpRequest,
    *,
    promoted: Iterable[Page] = (),
    reading: Reading | None = None,
) -> list[Hit]:
    """`pages` dressed for the results, in their order, after the `promoted`; two SQL queries for all.

    Without the `reading` of `words` that `Found` holds, one more query reads them anew.
    """
    promoted = list(promoted)
    pages = [*promoted, *(page for page in pages if page not in promoted)]
    above, texts = _titles_above(pages), PageText.objects.in_bulk([page.pk for page in pages])
    language = next((text.language for text in texts.values()), get_language() or "ar")
    wanted = (reading or read(words, language)).forms
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


def promoted(reading: Reading) -> list[Page]:
    """The public pages that editors put first for these words today, at most MOST_PROMOTED; two SQL queries."""
    rows = list(PromotedResult.objects.on(timezone.localdate()).filter(language=reading.language)) if reading else []
    keys = [row.page_id for row in rows if any(_asks_for(reading, line) for line in row.lines())]
    pages = Page.objects.live().public().filter(pk__in=keys).specific() if keys else []
    return sorted(pages, key=lambda page: keys.index(page.pk))[:MOST_PROMOTED]


def _asks_for(reading: Reading, line: str) -> bool:
    """Whether a query holds every word of an editor's line, in any form."""
    asked = [form for idea in reading.ideas for form in idea.own]
    return all(any(not word.isdisjoint(forms) for forms in asked) for word in phrase_of(line, reading.language))


@dataclass(frozen=True)
class Kind:
    """A kind of page among the results, with how many there are."""

    slug: str
    label: str
    count: int


def kinds(result: Found) -> list[Kind]:
    """The kinds of page among all matches, the most frequent first."""
    types = [(ContentType.objects.get_for_id(pk), count) for pk, count in result.kinds.most_common()]
    named = [(of, of.model_class(), count) for of, count in types]
    return [Kind(of.model, str(capfirst(kind._meta.verbose_name)), count) for of, kind, count in named if kind]


def kind_id(slug: str) -> int | None:
    """The content type of pages that a filter names; None for one that is unknown."""
    found_types = [of.pk for of in ContentType.objects.get_for_models(*get_page_models()).values() if of.model == slug]
    return found_types[0] if found_types else None


def question_url() -> str:
    """Where an editor writes a question: the first page of questions in the admin; empty without one."""
    key = FaqIndexPage.objects.order_by("path").values_list("pk", flat=True).first()
    return reverse("wagtailadmin_explore", args=[key]) if key else ""


def languages() -> list[tuple[str, str]]:
    """The languages that hold public pages, as (code, own name), in the site's order; one SQL query."""
    there = set(
        Locale.objects.filter(pk__in=Page.objects.live().values("locale")).values_list("language_code", flat=True)
    )
    return [(code, str(name)) for code, name in settings.LANGUAGES if code in there]


def suggestions(words: str, request: HttpRequest) -> list[dict[str, str]]:
    """At most MOST_SUGGESTED titles of public pages that hold `words`, the last of which may be unfinished.

    Each as {title, url, kind}. Fewer than two letters suggest nothing. Five SQL queries at most.
    """
    language = get_language() or "ar"
    typed = words_of(words[:LONGEST_QUERY])
    if not typed or len("".join(typed)) < 2:
        return []
    rows = (
        public(language).filter(page__in=title_ids(typed, language)).select_related("page").defer("text", "body_words")
    )
    shortest = list(rows.annotate(length=Length("page__title")).order_by("length", "pk")[:LOOKED_INTO])
    first = sorted(shortest, key=lambda row: not row.title_words.startswith(typed[0]))[:MOST_SUGGESTED]
    pages = [row.page for row in first]
    return [{"title": page.title, "url": page.get_url(request) or "", "kind": _kind_of(page)} for page in pages]


def _kind_of(page: Page) -> str:
    of = ContentType.objects.get_for_id(page.content_type_id).model_class()
    return str(capfirst(of._meta.verbose_name)) if of else ""


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
