"""Shifts as calendar files: those of an opportunity for anyone, and one's own behind a key that nobody guesses."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag
from django.utils.translation import get_language

from content.icalendar import Entry, calendar_file
from content.placeholders import plain
from volunteering.enums import CAME, PlacementStatus
from volunteering.models import OpportunityPage, Placement, Shift, Volunteer

PRODUCT = "Volunteering"
MOST_ENTRIES = 300
KEPT = timedelta(days=30)  # So long a past or cancelled shift stays, for calendars that ask seldom.
MAX_AGE = 300  # seconds that a calendar may keep the public one
MINE = (PlacementStatus.ACCEPTED, PlacementStatus.CALLED_OFF, *CAME)


def of_opportunity(request: HttpRequest, page: OpportunityPage) -> HttpResponse:
    """The shifts of an opportunity, the cancelled ones marked as such; one SQL query."""
    found = Shift.objects.of(page).filter(starts_at__gt=timezone.now() - KEPT).order_by("starts_at", "pk")
    address = page.get_full_url(request) or ""
    entries = [_entry(each, page, address) for each in found[:MOST_ENTRIES]]
    answer = calendar_file(entries, product=PRODUCT, name=page.slug, public=True)
    patch_cache_control(answer, public=True, max_age=MAX_AGE)
    etag = quote_etag(sha256(repr((page.title, entries)).encode()).hexdigest()[:32])
    answer.headers["ETag"] = etag
    return get_conditional_response(request, etag=etag, response=answer) or answer


def of_volunteer(request: HttpRequest, volunteer: Volunteer) -> HttpResponse:
    """The shifts in which somebody has a place, in the language of the address; no name in it. Two SQL queries."""
    held = Placement.objects.filter(
        volunteer=volunteer, status__in=MINE, shift__starts_at__gt=timezone.now() - KEPT
    ).select_related("shift__opportunity")
    places = list(held.order_by("shift__starts_at", "pk")[:MOST_ENTRIES])
    pages = _in_this_language(each.shift for each in places)
    entries = []
    for each in places:
        page = pages.get(each.shift.opportunity.translation_key, each.shift.opportunity)
        entry = _entry(each.shift, page, page.get_full_url(request) or "" if page.live else "")
        entries.append(replace(entry, is_cancelled=each.status == PlacementStatus.CALLED_OFF))
    return calendar_file(entries, product=PRODUCT, name="my-shifts")


def _in_this_language(shifts: Iterable[Shift]) -> dict[object, OpportunityPage]:
    keys = {shift.opportunity.translation_key for shift in shifts}
    found = OpportunityPage.objects.live().filter(translation_key__in=keys, locale__language_code=get_language())
    return {page.translation_key: page for page in found.select_related("locale")}


def _entry(shift: Shift, page: OpportunityPage, address: str) -> Entry:
    return Entry(
        key=str(shift.pk),
        starts_at=shift.starts_at,
        ends_at=shift.ends_at,
        summary=plain(page.title),
        where=plain(shift.place or page.place),
        address=address,
        sequence=shift.sequence,
        is_cancelled=not shift.is_planned,
    )
