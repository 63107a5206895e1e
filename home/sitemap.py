"""The sitemap: each page in every language into which it is translated, with the addresses of its twins."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Page

from home.models import HomePage


class TranslatedPages(Sitemap):
    """Live public pages below every front page. What stands untranslated in another tree is not listed twice."""

    def items(self) -> list[Page]:
        """The pages in the order of the tree; two SQL queries and one for each type of page."""
        fronts = HomePage.objects.live().filter(translation_key=self.get_wagtail_site().root_page.translation_key)
        below = Page.objects.none()
        for front in fronts:
            below |= Page.objects.descendant_of(front, inclusive=True)
        pages = below.live().public().filter(alias_of__isnull=True).select_related("locale").order_by("path")
        return list(pages.defer_streamfields().specific())

    def get_urls(self, page: int = 1, site: Any = None, protocol: str | None = None) -> list[dict[str, Any]]:
        """The entries of one part, each with its alternates."""
        listed = self.paginator.page(page).object_list
        twins = _twins(listed)
        entries = [(each, url) for each in listed for url in each.get_sitemap_urls(self.request)]
        self.latest_lastmod = max((url["lastmod"] for _page, url in entries if url.get("lastmod")), default=None)
        return [{**url, "alternates": _alternates(twins[each.translation_key], self.request)} for each, url in entries]


def _twins(pages: Iterable[Page]) -> dict[Any, list[Page]]:
    """The translated twins of `pages` by translation key; one query."""
    keys = {page.translation_key for page in pages}
    found = Page.objects.live().public().filter(translation_key__in=keys, alias_of__isnull=True)
    twins: dict[Any, list[Page]] = defaultdict(list)
    for twin in found.select_related("locale"):
        twins[twin.translation_key].append(twin)
    return twins


def _alternates(twins: list[Page], request: Any) -> list[dict[str, str]]:
    """Each twin's language and address, the source also as `x-default`; nothing for a page in one language."""
    if len(twins) < 2:
        return []
    found = [{"lang_code": twin.locale.language_code, "location": twin.get_full_url(request)} for twin in twins]
    return found + [{**each, "lang_code": "x-default"} for each in found if each["lang_code"] == settings.LANGUAGE_CODE]
