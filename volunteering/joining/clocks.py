"""Until when an offer or a guardian is to answer, and what is late or too near (decision 39). All moments are aware."""

from datetime import datetime, timedelta

from django.utils import timezone

from office.queries import settings as office_settings
from volunteering.models import Shift

LAST_ANSWER = timedelta(hours=2)  # Before the shift: whoever takes a place must still get there.
TIME_TO_ANSWER = timedelta(hours=1)  # An offer that leaves less is none.
GUARDIAN_BEFORE = timedelta(hours=24)


def offer_until(shift: Shift) -> datetime:
    """When an offer made now ends."""
    return min(timezone.now() + timedelta(hours=office_settings().volunteer_offer_hours), last_answer(shift))


def last_answer(shift: Shift) -> datetime:
    """The last moment to answer an offer."""
    return shift.starts_at - LAST_ANSWER


def is_open_to_all(shift: Shift) -> bool:
    """Whether the shift is so near that a free place is for the first who takes it."""
    return timezone.now() > shift.starts_at - LAST_ANSWER - TIME_TO_ANSWER


def last_consent(shift: Shift) -> datetime:
    """The last moment for a guardian to agree."""
    return shift.starts_at - GUARDIAN_BEFORE


def guardian_until(shift: Shift) -> datetime:
    """Until when a place is kept for whoever waits for the guardian, when they join now."""
    return min(timezone.now() + timedelta(days=office_settings().guardian_link_days), last_consent(shift))


def late_from(shift: Shift) -> datetime:
    """From when on leaving is late."""
    return shift.starts_at - late_hours()


def late_hours() -> timedelta:
    """The time before a shift in which leaving is late."""
    return timedelta(hours=office_settings().volunteer_late_hours)
