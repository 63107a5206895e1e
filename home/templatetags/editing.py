"""What the checks panel of the page editor shows."""

from typing import Any

from django import template
from wagtail.models import Page

from content.checklist import Finding, check
from content.models import ContentPage
from home.editing.queries import limits
from home.editing.views import grouped

register = template.Library()


@register.simple_tag
def checklist_of(page: Page | None) -> dict[str, Any] | None:
    """The findings of the draft in the editor, as it was last saved; None for what is no page of ours, or new."""
    if not isinstance(page, ContentPage) or not page.pk:
        return None
    found: list[Finding] = check(page, limits())
    return {"stops": [each for each in found if each.stops], "groups": grouped([e for e in found if not e.stops])}
