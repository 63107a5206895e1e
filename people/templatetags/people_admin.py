"""`{% load people_admin %}`: words of the staff's screens."""

from django import template

from people.rights import retention

register = template.Library()


@register.simple_tag
def rule_title(code: str) -> str:
    """The title of a rule of retention; its code, when no room knows it any more."""
    found = retention.rule(code)
    return str(found.title) if found else code
