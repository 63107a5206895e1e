"""What a visitor sees of the opportunities, and the calendar files."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from volunteering.catalogue import actions, feeds
from volunteering.catalogue.calendar import month_of
from volunteering.catalogue.doors import own_volunteer
from volunteering.catalogue.months import InvalidMonth
from volunteering.catalogue.queries import listing
from volunteering.models import OpportunitiesIndexPage, OpportunityPage, Volunteer
from volunteering.refusals import UNPROCESSABLE

CALENDAR = "volunteering/opportunities_calendar.html"


@require_safe
def listed(request: HttpRequest, page: OpportunitiesIndexPage) -> HttpResponse:
    """The opportunities for the filters in the address; a day that nobody understands is told."""
    shown = listing(page, request.GET)
    answer: HttpResponse = page.render(request, context_overrides=shown)
    answer.status_code = UNPROCESSABLE if shown["filters"].wrong else answer.status_code
    return answer


@require_safe
def calendar(request: HttpRequest, page: OpportunitiesIndexPage) -> HttpResponse:
    """A month of shifts, of either calendar."""
    try:
        shown = month_of(page, request)
    except InvalidMonth:
        raise Http404 from None
    answer: HttpResponse = page.render(request, context_overrides=shown, template=CALENDAR)
    answer.status_code = UNPROCESSABLE if shown["filters"].wrong else answer.status_code
    return answer


@require_safe
def calendar_of(request: HttpRequest, page: OpportunityPage) -> HttpResponse:
    """The shifts of one opportunity as a calendar file."""
    return feeds.of_opportunity(request, page)


@require_safe
def feed(request: HttpRequest, key: str) -> HttpResponse:
    """One's own shifts for a calendar on a phone, which signs in nowhere: the key is its right."""
    volunteer = Volunteer.objects.filter(feed_key=actions.fingerprint(key)).first()
    if volunteer is None:
        raise Http404
    return feeds.of_volunteer(request, volunteer)


@require_http_methods(["GET", "HEAD", "POST"])
@own_volunteer
def feed_settings(request: HttpRequest, volunteer: Volunteer) -> HttpResponse:
    """Make the private address of one's calendar, make another, or stop it. It is shown once, where it was made."""
    address = ""
    if request.method == "POST" and "stop" in request.POST:
        actions.stop_feed(volunteer, by=request.user)  # type: ignore[arg-type]
    elif request.method == "POST":
        key = actions.renew_feed(volunteer, by=request.user)  # type: ignore[arg-type]
        address = request.build_absolute_uri(reverse("volunteering:feed", args=[key]))
    shown = {"address": address, "has_feed": bool(volunteer.feed_key)}
    return render(request, "volunteering/catalogue/feed.html", shown)
