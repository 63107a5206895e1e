"""Hours on a page: how long something took in words, and the card of one's own page."""

from typing import Any

from django import template
from django.utils.translation import get_language_bidi

from volunteering.hours import queries, wording
from volunteering.hours.badges import badges
from volunteering.hours.picture import picture
from volunteering.models import Volunteer

register = template.Library()


@register.filter
def spent(minutes: int | None) -> str:
    """Hours and minutes in words."""
    return wording.spent(minutes or 0)


@register.inclusion_tag("volunteering/hours/card.html")
def hours_card(volunteer: Volunteer) -> dict[str, Any]:
    """A volunteer's hours as a picture, and what they come to."""
    credit = queries.credit(volunteer)
    return {"picture": picture(credit.given, is_rtl=get_language_bidi()), "badges": badges(credit)}
