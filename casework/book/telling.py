"""A word to the colleague whose time was taken, moved or given back by somebody else: an hour and a kind, no person."""

from datetime import datetime

from accounts.models import User
from applications.booking.changes import Change, Former
from applications.booking.wording import When
from applications.enums import Meeting
from applications.models import Appointment
from notifications.actions import notify
from notifications.models import Recipient


def tell_colleague(meeting: Appointment, change: Change, by: User | None, former: Former | None) -> None:
    """Each colleague whose book changed, once; whoever changed it oneself knows."""
    if former and former[0] != meeting.colleague:
        _tell(former[0], Change.CANCELLED, meeting, former[1], by)
        change = Change.MADE
    _tell(meeting.colleague, change, meeting, meeting.starts_at, by)


def _tell(colleague: User | None, change: Change, meeting: Appointment, at: datetime, by: User | None) -> None:
    if colleague is None or colleague == by or not colleague.is_active:
        return
    recipient, _made = Recipient.objects.get_or_create(user=colleague)
    context = {"kind": Meeting(meeting.meeting).label, "when": When(at)}
    notify(recipient, f"casework/meeting_{change}", subject=None, url_name="book:diary", context=context)
