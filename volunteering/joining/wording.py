"""When a shift is, in words."""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import time_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from saudi import hijri
from volunteering.models import Shift


def span(starts_at: datetime, ends_at: datetime) -> str:
    """The day in both calendars and the hours, in the active language."""
    first, last = timezone.localtime(starts_at), timezone.localtime(ends_at)
    words = {"day": hijri.both(first.date(), get_language() or "ar")}
    words |= {"begin": time_format(first, "g:i A"), "end": time_format(last, "g:i A")}
    return _("%(day)s, from %(begin)s to %(end)s") % words


class Span:
    """The same, told in whichever language is active when it is read: that of the recipient."""

    def __init__(self, starts_at: datetime, ends_at: datetime) -> None:
        self.starts_at, self.ends_at = starts_at, ends_at

    @classmethod
    def of(cls, shift: Shift) -> "Span":
        return cls(shift.starts_at, shift.ends_at)

    def __str__(self) -> str:
        return span(self.starts_at, self.ends_at)


class Moment:
    """A day and an hour, in whichever language is active when it is read."""

    def __init__(self, at: datetime) -> None:
        self.at = at

    def __str__(self) -> str:
        local = timezone.localtime(self.at)
        words = {"day": hijri.both(local.date(), get_language() or "ar"), "time": time_format(local, "g:i A")}
        return _("%(day)s, %(time)s") % words


def hours(shift: Shift) -> str:
    """The hours alone, beside a day that is shown already."""
    first, last = timezone.localtime(shift.starts_at), timezone.localtime(shift.ends_at)
    return _("%(begin)s to %(end)s") % {"begin": time_format(first, "g:i A"), "end": time_format(last, "g:i A")}
