"""Appointments as an iCalendar file: no name, no number, no address of a home."""

from collections.abc import Iterable
from datetime import timedelta

from django.http import HttpResponse
from django.utils.translation import gettext as _

from applications.enums import Booking
from applications.models import Appointment
from content import icalendar


def calendar_file(appointments: Iterable[Appointment], *, remind_hours: int, references: bool = False) -> HttpResponse:
    """The file to download. With `references` each event names its request, for a colleague's own calendar."""
    entries = (_entry(each, remind_hours, references) for each in appointments)
    return icalendar.calendar_file(entries, product="Appointments", name="appointment")


def _entry(meeting: Appointment, remind_hours: int, references: bool) -> icalendar.Entry:
    summary = _("Appointment with the association")
    if references and meeting.application:
        summary = f"{meeting.get_meeting_display()} {meeting.application.reference}"
    return icalendar.Entry(
        key=str(meeting.pk),
        starts_at=meeting.starts_at,
        ends_at=meeting.starts_at + timedelta(minutes=meeting.minutes),
        summary=summary,
        where=meeting.place if meeting.is_at_office and meeting.place else str(meeting.get_meeting_display()),
        sequence=meeting.sequence,
        is_cancelled=meeting.state == Booking.CANCELLED,
        remind_hours=remind_hours if meeting.state == Booking.BOOKED else 0,
    )
