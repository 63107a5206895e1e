"""One's shifts as an iCalendar file."""

from collections.abc import Iterable

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse

from content import icalendar
from office.queries import settings as office_settings
from volunteering.enums import PlacementStatus
from volunteering.models import Placement


def calendar_of(places: Iterable[Placement]) -> HttpResponse:
    """The file to download: the opportunity, the hours and the place, with a word before it begins."""
    remind = office_settings().volunteer_remind_again_hours
    return icalendar.calendar_file(
        (entry_of(each, remind_hours=remind) for each in places), product="Volunteering", name="shift"
    )


def entry_of(place: Placement, *, remind_hours: int) -> icalendar.Entry:
    """One place; what is not held any more is cancelled in the calendar too."""
    shift, held = place.shift, place.is_accepted or place.is_present or place.is_completed
    return icalendar.Entry(
        key=str(place.pk),
        starts_at=shift.starts_at,
        ends_at=shift.ends_at,
        summary=shift.opportunity.title,
        where=shift.where,
        address=settings.WAGTAILADMIN_BASE_URL + reverse("volunteering:place", kwargs={"pk": place.pk}),
        sequence=shift.sequence,
        is_cancelled=not held or not shift.is_planned,
        remind_hours=remind_hours if place.status == PlacementStatus.ACCEPTED and shift.is_planned else 0,
    )
