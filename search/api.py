"""Search for another front end: any words are answered."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils.html import strip_tags
from django.utils.translation import get_language
from wagtail.api.v2.utils import get_full_url

from saudi.digits import to_western
from search.queries import Hit, found, hits
from search.words import LONGEST_QUERY

PAGE_SIZE = 10


def results(request: HttpRequest) -> HttpResponse:
    """The hits of `q` in one language, ten a page; nothing found is an empty list."""
    words = request.GET.get("q", "").replace("\x00", "")[:LONGEST_QUERY].strip()
    asked = to_western(request.GET.get("page", "1")[:6])
    page = Paginator(found(words), PAGE_SIZE).get_page(asked)
    body = {
        "locale": get_language(),
        "q": words,
        "total": page.paginator.count,
        "page": page.number,
        "pages": page.paginator.num_pages,
        "items": [_item(request, hit) for hit in hits(page, words, request)],
    }
    return JsonResponse(body, json_dumps_params={"ensure_ascii": False})


def _item(request: HttpRequest, hit: Hit) -> dict[str, object]:
    """`title_html` and `summary_html` are safe HTML in which <mark> holds what was found."""
    return {
        "title": strip_tags(hit.title),
        "title_html": hit.title,
        "url": get_full_url(request, hit.url),
        "kind": hit.kind,
        "trail": hit.trail,
        "summary_html": hit.summary,
    }
