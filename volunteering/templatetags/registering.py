"""`{% load registering %}`: how the state of a paper looks."""

from django import template

from volunteering.enums import QualificationStatus

register = template.Library()
KINDS = {QualificationStatus.CHECKED: "done", QualificationStatus.REFUSED: "error"}


@register.filter
def paper_kind(status: str) -> str:
    """The kind of badge for the status of a qualification."""
    return KINDS.get(QualificationStatus(status), "quiet")
