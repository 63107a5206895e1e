"""Finding pages by words."""

from django.utils.translation import get_language
from wagtail.models import Page


def found(words: str) -> list[Page]:
    """The public pages of the active language that answer `words`, best first."""
    if not words:
        return []
    pages = Page.objects.live().public().filter(locale__language_code=get_language() or "ar")
    return list(pages.specific().search(words)[:100])
