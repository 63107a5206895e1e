"""`{% load joining %}`: one's next shifts, the hours of a shift."""

from typing import Any

from django import template
from django.utils.translation import get_language

from accounts.models import User
from volunteering.joining import queries, wording
from volunteering.models import Shift

register = template.Library()
NEXT = 4


@register.filter
def hours(shift: Shift) -> str:
    """From when to when, without the day."""
    return wording.hours(shift)


@register.inclusion_tag("volunteering/joining/card.html")
def my_shifts(user: User) -> dict[str, Any]:
    """The next places of the account's volunteer, and those waited for."""
    return {"places": queries.titled(queries.ahead(user)[:NEXT], get_language() or "ar")}
