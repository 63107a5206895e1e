"""What the front pages show: each read in a fixed number of SQL queries, whatever the number of pages."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, TypedDict, TypeVar

from django.core.paginator import Page as PageOfRows
from django.core.paginator import Paginator
from wagtail.models import Page

from content.models import ContentPage
from home.models import HomePage, StandardPage
from services.models import ServicePage, ServicesIndexPage

P = TypeVar("P", bound=Page)

SERVICES_SHOWN = 6
CHILDREN_ON_A_PAGE = 20


class Link(TypedDict):
    """A way onward."""

    title: str
    url: str


class ChildCard(TypedDict):
    """A page in the list of its parent; `published` is None unless the list shows dates."""

    title: str
    summary: str
    url: str
    published: datetime | None


def front(home: HomePage) -> dict[str, Any]:
    """All that the home page shows beside its own fields."""
    popular = list(home.popular_links.all())
    pages = _in_language_of(
        home, [link.page_id for link in popular] + [home.steps_page_id, home.volunteer_page_id], Page
    )
    catalogue = ServicesIndexPage.objects.child_of(home).live().public().first()
    return {
        "services": _services_on(home, catalogue),
        "catalogue": catalogue,
        "popular": [
            Link(title=link.label, url=pages[link.page_id].url or "") for link in popular if link.page_id in pages
        ],
        "steps": [block.value for block in home.steps],
        "steps_target": pages.get(home.steps_page_id or 0),
        "volunteer_target": pages.get(home.volunteer_page_id or 0),
    }


def page_for_volunteers(page: Page) -> Page | None:
    """Where the home page above `page` sends volunteers, in its language."""
    home = HomePage.objects.ancestor_of(page).first()
    return _in_language_of(home, [home.volunteer_page_id], Page).get(home.volunteer_page_id) if home else None


def children_of(page: StandardPage, number: str) -> dict[str, Any]:
    """The public pages below `page`, twenty at a time; a number out of range gives the nearest."""
    if not page.lists_children:
        return {"children": [], "page_obj": None}
    below = Page.objects.child_of(page).live().public()
    ordered = below.order_by("-first_published_at", "-pk") if page.newest_first else below.order_by("path")
    rows: PageOfRows[Page] = Paginator(ordered.specific(), CHILDREN_ON_A_PAGE).get_page(number)
    return {"children": [_card(child, dated=page.newest_first) for child in rows], "page_obj": rows}


def _card(child: Page, *, dated: bool) -> ChildCard:
    return ChildCard(
        title=child.title,
        summary=child.summary if isinstance(child, ContentPage) else "",
        url=child.url or "",
        published=child.first_published_at if dated else None,
    )


def _services_on(home: HomePage, catalogue: ServicesIndexPage | None) -> list[ServicePage]:
    """The guides that editors chose, in their order, or else the first of the catalogue."""
    chosen = [row.service_id for row in home.featured_services.all()]
    services = _in_language_of(home, chosen, ServicePage)
    if services:
        return [services[pk] for pk in chosen if pk in services]
    if catalogue is None:
        return []
    return list(ServicePage.objects.child_of(catalogue).live().public().order_by("path")[:SERVICES_SHOWN])


def _in_language_of(home: HomePage, chosen: Iterable[int | None], kind: type[P]) -> dict[int, P]:
    """The chosen pages as they stand in the home page's language, by the id chosen; what is not public is left out."""
    wanted = dict(Page.objects.filter(pk__in=[pk for pk in chosen if pk]).values_list("translation_key", "pk"))
    if not wanted:
        return {}
    found = kind.objects.live().public().filter(locale_id=home.locale_id, translation_key__in=wanted)
    return {wanted[page.translation_key]: page for page in found}
