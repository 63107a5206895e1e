"""The search page."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from search.queries import found, hits, ways_on
from search.words import LONGEST_QUERY

PAGE_SIZE = 10


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """Pages of the active language that hold the words of `q`; always 200, whatever the input."""
    words = request.GET.get("q", "").replace("\x00", "")[:LONGEST_QUERY].strip()
    page = Paginator(found(words), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "words": words,
        "page_obj": page,
        "hits": hits(page, words, request),
        "ways_on": [] if page.paginator.count or not words else ways_on(request),
        "query": urlencode({"q": words}),
    }
    return render(request, "search/results.html", context)
