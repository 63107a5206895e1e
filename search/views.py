"""The search page and its suggestions. Any input is answered with 200; a filter that is unknown is left aside."""

import re
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe
from django.views.decorators.vary import vary_on_headers

from search import queries
from search.actions import note_miss
from search.finding import Found, found
from search.words import LONGEST_QUERY

PAGE_SIZE = 10
_MACHINE = re.compile(r"bot|crawl|spider|slurp|preview|monitor|curl|wget|python", re.IGNORECASE)


@dataclass(frozen=True)
class Asked:
    """What the address asks for, made harmless: unknown kinds and languages are as if they were not there."""

    words: str
    kind: str
    language: str
    exactly: bool

    def query(self, **changes: str) -> str:
        """The query string of the same search with something changed; what is empty is left out."""
        values = {"q": self.words, "kind": self.kind, "lang": self.language, "exact": "1" if self.exactly else ""}
        return urlencode({name: value for name, value in {**values, **changes}.items() if value})


@require_safe
def results(request: HttpRequest) -> HttpResponse:
    """Pages of a language that answer `q`, best first, with what the search did to find them."""
    asked = _asked(request)
    language = asked.language or get_language() or "ar"
    result = found(asked.words, kind=queries.kind_id(asked.kind), language=language, exactly=asked.exactly)
    page = Paginator(result, PAGE_SIZE).get_page(request.GET.get("page"))
    first = queries.promoted(result.reading) if page.number == 1 and not asked.kind else []
    if asked.words and not (result or first or asked.kind) and _is_human(request):
        note_miss(asked.words, language=language)
    context = {
        "words": asked.words,
        "result": result,
        "page_obj": page,
        "hits": queries.hits(page, asked.words, request, promoted=first, reading=result.reading),
        "ways_on": [] if result or first or not asked.words else queries.ways_on(request),
        "query": asked.query(),
        **_ways(asked, result, language),
    }
    return render(request, "search/results.html", context)


@require_safe
@vary_on_headers("Accept")
def suggest(request: HttpRequest) -> HttpResponse:
    """Titles that hold the words typed so far: JSON to our own script, a page to whoever opens it."""
    words = _words(request)
    suggestions = queries.suggestions(words, request)
    if "application/json" in request.headers.get("Accept", ""):
        return JsonResponse({"suggestions": suggestions})
    return render(request, "search/suggest.html", {"words": words, "suggestions": suggestions})


def _words(request: HttpRequest) -> str:
    return request.GET.get("q", "").replace("\x00", "")[:LONGEST_QUERY].strip()


def _asked(request: HttpRequest) -> Asked:
    kind, language = request.GET.get("kind", ""), request.GET.get("lang", "")
    return Asked(
        words=_words(request),
        kind=kind if queries.kind_id(kind) else "",
        language=language if language in dict(settings.LANGUAGES) else "",
        exactly=request.GET.get("exact") == "1",
    )


def _ways(asked: Asked, result: Found, language: str) -> dict[str, Any]:
    """Links to the same search otherwise: by kind, in another language, as typed, as it may have been meant."""
    kinds = queries.kinds(result)
    by_kind = [
        {"kind": kind, "query": asked.query(kind=kind.slug), "current": kind.slug == asked.kind} for kind in kinds
    ]
    languages = [
        {"code": code, "name": name, "query": asked.query(lang=code, kind=""), "current": code == language}
        for code, name in queries.languages()
    ]
    return {
        "by_kind": by_kind if len(by_kind) > 1 or asked.kind else [],
        "all_kinds": asked.query(kind=""),
        "has_kind": bool(asked.kind),
        "languages": languages if len(languages) > 1 and asked.words else [],
        "as_typed": asked.query(exact="1"),
        "as_meant": asked.query(q=result.suggestion),
    }


def _is_human(request: HttpRequest) -> bool:
    """A reader's own search: no machine, no look ahead, no question for headers alone."""
    agent = request.headers.get("User-Agent", "")
    ahead = request.headers.get("Sec-Purpose", "") or request.headers.get("Purpose", "")
    return request.method == "GET" and "prefetch" not in ahead and bool(agent) and not _MACHINE.search(agent)
