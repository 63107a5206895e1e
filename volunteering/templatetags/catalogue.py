"""`{% load catalogue %}`: what the pages of opportunities need to draw."""

from datetime import date

from django import template
from django.utils.translation import get_language

from saudi import hijri
from volunteering.enums import Field
from volunteering.joining import wording
from volunteering.models import OpportunityPage

register = template.Library()

ICONS = {
    Field.RAMADAN: "moon",
    Field.TEACHING: "book",
    Field.LANGUAGE: "globe",
    Field.VISITS: "home",
    Field.LOGISTICS: "hand-heart",
    Field.EVENTS: "kaaba",
    Field.OFFICE: "building",
    Field.MEDIA: "camera",
}


@register.filter
def field_icon(page: OpportunityPage) -> str:
    """The drawing of the field that an opportunity belongs to."""
    return ICONS.get(Field(page.field), "star")


register.filter("hours", wording.hours)


@register.filter
def weekday(day: date) -> str:
    """The name of the day of the week."""
    return hijri.weekday(day, get_language() or "ar")
