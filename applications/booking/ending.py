"""What becomes of the coming appointments when their request ends."""

from django.utils import timezone

from accounts.models import User
from applications.booking.changes import Change, changed
from applications.booking.wording import When
from applications.enums import Booking, Event
from applications.history import keep
from applications.models import Application


def release(case: Application, *, by: User | None) -> None:
    """Free the times that a request holds, and tell the person, in the caller's transaction."""
    for meeting in case.appointments.coming():
        meeting.state, meeting.ended_at = Booking.CANCELLED, timezone.now()
        meeting.sequence += 1
        meeting.save(update_fields=["state", "ended_at", "sequence"])
        key = {"appointment": str(meeting.pk)}
        keep(case, Event.UNAPPOINTED, by=by, details=key, when=When(meeting.starts_at))
        changed(meeting, Change.CANCELLED, by=by)
