"""What editors are shown of the state of all pages, each in a fixed number of SQL queries."""

from datetime import date, timedelta
from typing import Any, TypedDict

from django.db.models import Count, QuerySet
from wagtail.coreutils import get_content_languages
from wagtail.models import Page, get_page_models

from content.checklist import Limits
from content.enums import FindingKind
from content.models import ContentPage, PageFinding
from office.models import OfficeSettings

FIRST = 5


class Waiting(TypedDict):
    """A page that waits for somebody, in a language by its name; `note` says what for."""

    pk: int
    title: str
    language: str
    note: Any


class Pile(TypedDict):
    """How many wait, and the first of them."""

    count: int
    rows: list[Waiting]


def limits() -> Limits:
    """The limits of plain writing as the association has set them."""
    chosen = OfficeSettings.load()
    return Limits(chosen.sentence_words, chosen.paragraph_sentences, chosen.search_title_length)


def reviews_due(today: date) -> Pile:
    """Live pages whose review is due or within notice, the most overdue first; three SQL queries.

    An untranslated page only mirrors its source, which is reviewed for it.
    """
    until = today + timedelta(days=OfficeSettings.load().review_notice_days)
    kinds = [kind for kind in get_page_models() if issubclass(kind, ContentPage)]
    asked = [
        kind.objects.filter(live=True, alias_of=None, review_on__lte=until)
        .order_by()
        .values_list("pk", "title", "locale__language_code", "review_on")
        for kind in kinds
    ]
    due = asked[0].union(*asked[1:], all=True)
    rows = due.order_by("review_on")[:FIRST]
    return Pile(
        count=due.count(),
        rows=[Waiting(pk=pk, title=title, language=_spoken(code), note=day) for pk, title, code, day in rows],
    )


def pages_with(*kinds: str) -> Pile:
    """Pages with findings of these kinds, most findings first, without mirrors of others; two SQL queries."""
    found = PageFinding.objects.filter(kind__in=kinds, page__alias_of=None)
    grouped = (
        found.order_by().values("page_id", "page__title", "page__locale__language_code").annotate(number=Count("pk"))
    )
    rows = [
        Waiting(
            pk=row["page_id"],
            title=row["page__title"],
            language=_spoken(row["page__locale__language_code"]),
            note=row["number"],
        )
        for row in grouped.order_by("-number", "page__path")[:FIRST]
    ]
    return Pile(count=found.order_by().values("page_id").distinct().count(), rows=rows)


def _spoken(code: str) -> str:
    return get_content_languages().get(code, code)


def translations_waiting() -> list[tuple[str, int]]:
    """(language and what is amiss, number of pages), in words as the check wrote them; one SQL query."""
    found = PageFinding.objects.filter(kind=FindingKind.TRANSLATION)
    return list(found.order_by("words").values_list("words").annotate(number=Count("page_id", distinct=True)))


def findings(*, kind: str = "", language: str = "", page_type: str = "") -> QuerySet[PageFinding]:
    """What the last checks found, what stops first; filters that name nothing known find nothing."""
    found = PageFinding.objects.select_related("page__locale", "page__content_type")
    if kind:
        found = found.filter(kind=kind)
    if language:
        found = found.filter(page__locale__language_code=language)
    if page_type:
        app, _dot, model = page_type.partition(".")
        found = found.filter(page__content_type__app_label=app, page__content_type__model=model)
    return found


def page_types() -> list[tuple[str, str]]:
    """(name for the address, words) of every type of page that is checked."""
    kinds = [kind for kind in get_page_models() if issubclass(kind, ContentPage)]
    return sorted(((kind._meta.label_lower, str(kind._meta.verbose_name)) for kind in kinds), key=lambda pair: pair[1])


def checked_pages() -> Any:
    """Every page with words of its own that readers can open, in the order of the tree (a PageQuerySet)."""
    return Page.objects.live().filter(depth__gt=1, alias_of__isnull=True).order_by("path")
