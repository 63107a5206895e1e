"""The search page."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from search.queries import found

PAGE_SIZE = 10
LONGEST = 120


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """Pages of the active language that answer `q`."""
    words = request.GET.get("q", "").replace("\x00", "")[:LONGEST].strip()
    page = Paginator(found(words), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"words": words, "page_obj": page, "query": urlencode({"q": words})}
    return render(request, "search/results.html", context)
