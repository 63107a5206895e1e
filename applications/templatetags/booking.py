"""`{% load booking %}`: the appointment on the page of its request."""

from typing import Any

from django import template

from applications.booking.queries import of_case
from applications.booking.rules import is_bookable
from applications.models import Application

register = template.Library()


@register.inclusion_tag("applications/booking/on_case.html")
def appointment_of(case: Application, may_fill: bool) -> dict[str, Any]:
    """The coming appointment of a request, or the way to make one; no query where there is nothing to meet about."""
    if not is_bookable(case):
        return {}
    coming = [each for each in of_case(case) if each.is_booked and not each.has_begun]
    return {"case": case, "meeting": coming[0] if coming else None, "may_fill": may_fill}
