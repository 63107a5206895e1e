"""What other rooms' templates show of the library: the toolbox, and the policies that go with a page on rights."""

from collections.abc import Iterable

from django import template
from wagtail.models import Page

from policies import queries
from policies.models import ToolboxItem

register = template.Library()


@register.simple_tag
def staff_toolbox(steps: Iterable[str] = ()) -> dict[str, list[ToolboxItem]]:
    """The whole toolbox, for staff at work on a request (R28 to R31): what its present `steps` need, and the others."""
    return queries.toolbox_at(steps)


@register.simple_tag
def public_toolbox(page: object) -> list[ToolboxItem]:
    """The public papers, when `page` is the one that lists them."""
    return queries.toolbox(public_on=page) if isinstance(page, Page) and page.pk else []


@register.simple_tag
def party_libraries(page: object) -> list[dict[str, str]]:
    """The policies of the parties whose rights `page` tells, as {party, label, url}."""
    return queries.parties_of(page) if isinstance(page, Page) and page.pk else []
