"""`{% load saudi %}`: numbers that keep their direction inside Arabic, and dates in both calendars."""

import re
from datetime import date, datetime

from django import template
from django.utils import timezone
from django.utils.formats import time_format
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from saudi import hijri, phones

register = template.Library()

REFERENCE = re.compile(r"\b[A-Z]{2}-[0-9A-Z]{4}-[0-9A-Z]{4}\b")


@register.filter
def ltr(value: object) -> SafeString:
    """The escaped value in `<bdi dir="ltr">`; nothing for an empty one."""
    if value is None or value == "":
        return SafeString("")
    return format_html('<bdi dir="ltr">{}</bdi>', value)


@register.filter
def hours_to(begin: datetime | None, end: datetime | None) -> SafeString:
    """`{{ begin|hours_to:end }}`: 16:00–19:00 in local time, on one line; … for what is open."""
    first, last = (time_format(timezone.localtime(at), "H:i") if at else "…" for at in (begin, end))
    return format_html('<bdi dir="ltr" class="hour-range">{}–{}</bdi>', first, last)


@register.filter
def with_codes(text: str) -> SafeString:
    """Words in which each reference, such as YD-7K3M-9Q2X, keeps its direction and stays on one line."""
    return SafeString(REFERENCE.sub(r'<bdi dir="ltr">\g<0></bdi>', escape(text)))


@register.filter
def phone(e164: str | None) -> SafeString:
    """A stored number in its familiar shape."""
    return ltr(phones.display(e164)) if e164 else SafeString("")


@register.filter
def phone_masked(e164: str | None) -> SafeString:
    """A stored number with only its last three digits."""
    return ltr(phones.mask(e164)) if e164 else SafeString("")


@register.filter
def both_dates(value: date | None) -> str:
    """The weekday, the Hijri and the Gregorian date, in the active language and local time."""
    return hijri.unbroken(hijri.both(_day(value), get_language() or "ar")) if value else ""


@register.filter
def both_dates_short(value: date | None) -> str:
    """The Hijri and the Gregorian date without the weekday."""
    return hijri.unbroken(hijri.both_short(_day(value), get_language() or "ar")) if value else ""


def _day(value: date) -> date:
    if not isinstance(value, datetime):
        return value
    return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
