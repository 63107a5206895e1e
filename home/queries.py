"""What the front pages show: each read in a fixed number of SQL queries, whatever the number of pages."""

from collections.abc import Iterable
from typing import Any, NamedTuple, TypedDict, TypeVar

from django.core.paginator import Page as PageOfRows
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest
from django.utils.translation import ngettext
from wagtail.models import Page

from content.models import ContentPage
from content.queries import shown
from home import years
from home.enums import CALENDAR_PERIODS
from home.models import CharterPage, HomePage, NewsIndexPage, NewsPage, StandardPage, StoriesIndexPage, StoryPage
from office import queries as office
from office.models import OfficeSettings
from services.models import ServicePage, ServicesIndexPage
from services.queries import cards
from volunteering.models import OpportunitiesIndexPage

P = TypeVar("P", bound=Page)

SERVICES_SHOWN = 6
CHILDREN_ON_A_PAGE = 20
NEWS_ON_A_PAGE = 20
NEWS_ON_THE_FRONT = 2


class Link(TypedDict):
    """A way onward."""

    title: str
    url: str


class ChildCard(TypedDict):
    """A page in the list of its parent."""

    title: str
    summary: str
    url: str


class Promise(NamedTuple):
    """A promise as the charter shows it; an empty `period` is a promise without a number."""

    title: str
    text: str
    measure: str
    period: str


def front(home: HomePage) -> dict[str, Any]:
    """All that the home page shows beside its own fields."""
    popular = list(home.popular_links.all())
    pages = _in_language_of(
        home, [link.page_id for link in popular] + [home.steps_page_id, home.volunteer_page_id], Page
    )
    catalogue = shown(ServicesIndexPage.objects.child_of(home)).first()
    return {
        "services": cards(_services_on(home, catalogue)),
        "catalogue": catalogue,
        "popular": [
            Link(title=link.label, url=pages[link.page_id].url or "") for link in popular if link.page_id in pages
        ],
        "steps": [block.value for block in home.steps],
        "steps_target": pages.get(home.steps_page_id or 0),
        "volunteer_target": pages.get(home.volunteer_page_id or 0),
        "latest_news": latest_news(home),
        **ways_to_trust(home),
    }


def page_for_volunteers(page: Page) -> Page | None:
    """Where the home page above `page` sends volunteers, in its language."""
    home = HomePage.objects.ancestor_of(page).first()
    return _in_language_of(home, [home.volunteer_page_id], Page).get(home.volunteer_page_id) if home else None


def children_of(page: StandardPage, number: str) -> dict[str, Any]:
    """The public pages below `page`, twenty at a time; a number out of range gives the nearest."""
    if not page.lists_children:
        return {"children": [], "page_obj": None}
    below = shown(Page.objects.child_of(page))
    rows: PageOfRows[Page] = Paginator(below.order_by("path").specific(), CHILDREN_ON_A_PAGE).get_page(number)
    return {"children": [_card(child) for child in rows], "page_obj": rows}


def _card(child: Page) -> ChildCard:
    summary = child.summary if isinstance(child, ContentPage) else ""
    return ChildCard(title=child.title, summary=summary, url=child.url or "")


def news_of(page: NewsIndexPage, *, year: str, number: str) -> dict[str, Any]:
    """The news below `page`, newest first; of one Hijri or Gregorian year when `year` names one, else Http404."""
    news = shown(NewsPage.objects.child_of(page))
    days = news.values_list("published_on", flat=True).order_by()
    chosen = _year(year) if year else None
    if chosen:
        first, last = years.bounds(chosen)
        news = news.filter(published_on__range=(first, last))
    rows: PageOfRows[NewsPage] = Paginator(news.order_by("-published_on", "-pk"), NEWS_ON_A_PAGE).get_page(number)
    query = f"year={chosen}" if chosen else ""
    return {"page_obj": rows, "year": chosen, "query": query, "archive": years.of_days(days)}


def _year(text: str) -> int:
    try:
        return years.parse(text)
    except years.InvalidYear:
        raise Http404 from None


def latest_news(home: HomePage) -> list[NewsPage]:
    """The two newest pieces of news in the home page's language."""
    news = shown(NewsPage.objects.descendant_of(home))
    return list(news.order_by("-published_on", "-pk")[:NEWS_ON_THE_FRONT])


def stories_of(page: StoriesIndexPage, number: str) -> dict[str, Any]:
    """The stories below `page`, newest first."""
    below = shown(StoryPage.objects.child_of(page)).order_by("-first_published_at", "-pk")
    rows: PageOfRows[StoryPage] = Paginator(below, CHILDREN_ON_A_PAGE).get_page(number)
    return {"page_obj": rows}


def story_of(page: StoryPage) -> dict[str, Any]:
    """Where a story leads on: the service it tells of, in its own language, and the other stories."""
    service = page.service.localized if page.service else None
    return {
        "service": service if service and service.live else None,
        "index": Page.objects.parent_of(page).first(),
    }


def charter(page: CharterPage, request: HttpRequest) -> dict[str, Any]:
    """The promises of a charter, each with the period that the association's settings hold at this moment."""
    chosen = office.settings(request)
    promises = [
        Promise(row.title, row.text, row.measure, period_words(row.period, chosen)) for row in page.promises.all()
    ]
    complaint = page.complaint_page.localized if page.complaint_page else None
    return {"promises": promises, "complaint_target": complaint if complaint and complaint.live else None}


def period_words(period: str, chosen: OfficeSettings) -> str:
    """«Within 2 working days», from the setting that `period` names; "" for none."""
    if not period:
        return ""
    days = int(getattr(chosen, period))
    if period in CALENDAR_PERIODS:
        words = ngettext("Within %(count)d day", "Within %(count)d days", days)
    else:
        words = ngettext("Within %(count)d working day", "Within %(count)d working days", days)
    return words % {"count": days}


def ways_to_trust(home: HomePage) -> dict[str, Page]:
    """The news list, the stories, the charter and the opportunities of the home page, by kind, in one SQL query."""
    kinds = {
        NewsIndexPage: "news_index",
        StoriesIndexPage: "stories_index",
        CharterPage: "charter_page",
        OpportunitiesIndexPage: "opportunities_index",
    }
    found = shown(Page.objects.child_of(home)).type(*kinds).select_related("content_type")
    return {kinds[page.specific_class]: page for page in reversed(found.order_by("path"))}


def _services_on(home: HomePage, catalogue: ServicesIndexPage | None) -> list[ServicePage]:
    """The guides that editors chose, in their order, or else the first of the catalogue."""
    chosen = [row.service_id for row in home.featured_services.all()]
    services = _in_language_of(home, chosen, ServicePage)
    if services:
        return [services[pk] for pk in chosen if pk in services]
    if catalogue is None:
        return []
    return list(shown(ServicePage.objects.child_of(catalogue)).order_by("path")[:SERVICES_SHOWN])


def _in_language_of(home: HomePage, chosen: Iterable[int | None], kind: type[P]) -> dict[int, P]:
    """The chosen pages as they stand in the home page's language, by the id chosen; what is not public is left out."""
    wanted = dict(Page.objects.filter(pk__in=[pk for pk in chosen if pk]).values_list("translation_key", "pk"))
    if not wanted:
        return {}
    found = shown(kind.objects.all()).filter(locale_id=home.locale_id, translation_key__in=wanted)
    return {wanted[page.translation_key]: page for page in found}
