"""The news as Atom, one feed for each language: absolute links, ETag, Last-Modified, one SQL query for the news."""

from datetime import UTC, datetime, time
from hashlib import sha256
from uuid import uuid5

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.feedgenerator import Atom1Feed
from django.utils.http import http_date, quote_etag
from wagtail.models import Site

from content import queries
from content.placeholders import plain
from home.models import NewsIndexPage, NewsPage

ENTRIES = 20
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)  # of a page that no revision published
MAX_AGE = 300  # seconds that a reader of feeds may keep it


def answer(request: HttpRequest, index: NewsIndexPage) -> HttpResponse:
    """The feed of `index`, or 304 when the reader holds it already."""
    news = list(queries.shown(NewsPage.objects.child_of(index)).order_by("-published_on", "-pk")[:ENTRIES])
    changed = max(_changed(page) for page in [index, *news])
    written = _written(request, index, news, changed)
    response = HttpResponse(written, content_type="application/atom+xml; charset=utf-8")
    etag, modified = quote_etag(sha256(written).hexdigest()[:32]), int(changed.timestamp())
    response.headers["ETag"], response.headers["Last-Modified"] = etag, http_date(modified)
    patch_cache_control(response, public=True, max_age=MAX_AGE)
    return get_conditional_response(request, etag=etag, last_modified=modified, response=response) or response


def _written(request: HttpRequest, index: NewsIndexPage, news: list[NewsPage], changed: datetime) -> bytes:
    def absolute(page: NewsIndexPage | NewsPage) -> str:
        return request.build_absolute_uri(page.get_url(request))

    site = Site.find_for_request(request)
    feed = Atom1Feed(
        title=f"{plain(index.title)} · {site.site_name}" if site and site.site_name else plain(index.title),
        subtitle=plain(index.summary) or None,
        link=absolute(index),
        feed_url=request.build_absolute_uri(),
        language=index.locale.language_code,
        description="",
    )
    for page in news:
        feed.add_item(
            title=plain(page.title),
            link=absolute(page),
            description=plain(page.summary),
            unique_id=uuid5(page.translation_key, index.locale.language_code).urn,
            pubdate=timezone.make_aware(datetime.combine(page.published_on, time.min)),
            updateddate=_changed(page),
        )
    feed.latest_post_date = lambda: changed  # type: ignore[method-assign]  # The last change, not the newest day.
    return feed.writeString("utf-8").encode()


def _changed(page: NewsIndexPage | NewsPage) -> datetime:
    return page.last_published_at or LONG_AGO
