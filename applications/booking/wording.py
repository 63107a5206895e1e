"""How an appointment is told: when, where, and what to bring."""

from datetime import datetime

from django.utils import timezone, translation
from django.utils.formats import time_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from applications.enums import Meeting
from applications.models import Application, Appointment, Slot
from office.queries import settings as office_settings
from saudi import hijri


def when(moment: datetime) -> str:
    """The day in both calendars and the hour, in the active language."""
    local = timezone.localtime(moment)
    words = {"day": hijri.both(local.date(), get_language() or "ar"), "time": time_format(local, "g:i A")}
    return _("%(day)s, at %(time)s") % words


class When:
    """The same, told in whichever language is active when it is read: that of the recipient."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def __str__(self) -> str:
        return when(self.moment)


def place_of(slot: Slot) -> str:
    """Where a slot is: its own words, its branch, or the association's address; blank for a visit and a call."""
    if slot.meeting != Meeting.OFFICE:
        return ""
    return slot.place or (slot.branch.name if slot.branch else "") or office_settings().address


def where(appointment: Appointment) -> str:
    """The kind of meeting, and the place of one at an office."""
    kind = str(appointment.get_meeting_display())
    return f"{kind}: {appointment.place}" if appointment.place else kind


def note_to(appointment: Appointment) -> str:
    """What the message says beside the time, in the person's language."""
    with translation.override(appointment.person.recipient.language):
        lines = [where(appointment), appointment.note]
    return "\n".join(line for line in lines if line)


def to_bring(case: Application | None, meeting: str) -> list[str]:
    """What the person has at hand when we meet: originals are looked at once, and given back."""
    if meeting == Meeting.CALL:
        return []
    papers = [paper["name"] for paper in case.form.get("papers", [])] if case else []
    return [_("Your identity document. We look at it and keep no copy."), *papers]
