"""Opportunities and their shifts for another front end: what the pages show, read-only and the same for anyone."""

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import get_language
from wagtail.api.v2.utils import BadRequestError, get_full_url

from content.api.endpoints import PagesEndpoint
from content.queries import shown
from volunteering.catalogue.queries import Chosen, Places, choose, places_of
from volunteering.models import OpportunitiesIndexPage, OpportunityPage

LARGEST, USUAL = 100, 20


class OpportunitiesEndpoint(PagesEndpoint):
    """The opportunities."""

    name = "opportunities"
    model = OpportunityPage
    known_query_parameters = PagesEndpoint.known_query_parameters - {"type"}


def shifts(request: HttpRequest) -> HttpResponse:
    """The coming shifts, soonest first, filtered as the list of opportunities is; `opportunity` keeps to one."""
    chosen = _chosen(request)
    if chosen.filters.wrong:
        raise BadRequestError(f"not a day of either calendar: {', '.join(chosen.filters.wrong)}")
    found = chosen.shifts.order_by("starts_at", "pk")
    start, limit = (_number(request, name, usual) for name, usual in (("offset", 0), ("limit", USUAL)))
    rows = places_of(found[start : start + min(limit, LARGEST)])
    body = {
        "meta": {"total_count": found.count()},
        "items": [_told(request, each, chosen) for each in rows],
    }
    return JsonResponse(body, json_dumps_params={"ensure_ascii": False})


def _chosen(request: HttpRequest) -> Chosen:
    language = get_language() or settings.LANGUAGE_CODE
    index = shown(OpportunitiesIndexPage.objects.filter(locale__language_code=language)).first()
    if index is None:
        raise Http404("no opportunities in this language")
    chosen = choose(index, request.GET)
    asked = request.GET.get("opportunity", "")
    if asked:
        found = [key for key, page in chosen.pages.items() if str(page.pk) == asked]
        chosen = replace(chosen, shifts=chosen.shifts.filter(opportunity__translation_key__in=found))
    return chosen


def _number(request: HttpRequest, name: str, usual: int) -> int:
    return int(request.GET.get(name) or usual)  # The answer's frame has refused what is no number.


def _told(request: HttpRequest, each: Places, chosen: Chosen) -> dict[str, Any]:
    shift: Any = each.shift
    page = chosen.pages[shift.key]
    return {
        "id": str(shift.pk),
        "opportunity": {"id": page.pk, "title": page.title, "html_url": page.get_full_url(request)},
        "starts_at": timezone.localtime(shift.starts_at).isoformat(),
        "ends_at": timezone.localtime(shift.ends_at).isoformat(),
        "place": shift.place or page.place,
        "note": shift.note,
        "capacity": shift.capacity,
        "free": each.free,
        "waiting": each.waiting,
        "calendar_url": get_full_url(request, f"{page.get_url(request)}calendar/"),
    }
