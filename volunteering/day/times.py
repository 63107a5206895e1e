"""When in a shift people come and go: between its ends, with the tolerance that the association set."""

from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from office.queries import settings as office_settings
from volunteering.models import Shift
from volunteering.refusals import UNPROCESSABLE, require

TOO_EARLY = _("The shift has not opened yet. People are noted from a few minutes before it begins.")
TOO_LATE = _("The shift is over. Note instead that they were there.")
NOT_YET = _("That time has not come yet.")
STEP = 5  # minutes: hours are rounded to it


def tolerance() -> timedelta:
    """How long before a shift one may come, and by how much hours may be longer than it. One query."""
    return timedelta(minutes=office_settings().volunteer_tolerance_minutes)


def opens_at(shift: Shift) -> datetime:
    """From when arrivals are noted. One query."""
    return shift.starts_at - tolerance()


def arrival(shift: Shift, at: datetime | None) -> datetime:
    """When somebody came, now unless noted earlier. Raises Refused outside the shift and its tolerance."""
    now = timezone.now()
    moment = at or now
    require(moment <= now, NOT_YET, UNPROCESSABLE)
    require(opens_at(shift) <= moment, TOO_EARLY, UNPROCESSABLE)
    require(moment <= shift.ends_at, TOO_LATE, UNPROCESSABLE)
    return moment


def departure(shift: Shift, at: datetime | None) -> datetime:
    """When somebody left; what is noted long after the shift counts as its end. Raises Refused for what is to come."""
    now = timezone.now()
    moment = at or now
    require(moment <= now, NOT_YET, UNPROCESSABLE)
    return shift.ends_at if moment > shift.ends_at + tolerance() else moment


def longest(shift: Shift) -> int:
    """The most minutes that count for the shift."""
    return shift.minutes + int(tolerance().total_seconds() // 60)


def worked(shift: Shift, came: datetime, left: datetime) -> int:
    """Minutes between coming and going, rounded to five, no more than the shift and its tolerance."""
    minutes = (left - came).total_seconds() / 60
    return min(STEP * round(minutes / STEP), longest(shift))
