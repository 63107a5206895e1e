"""The editor's door to the guard on unconfirmed facts (ruling 5)."""

from django.http import HttpRequest, HttpResponse
from wagtail import hooks
from wagtail.models import Page

from content.middleware import explain
from content.models import ContentPage, UnconfirmedFacts


@hooks.register("before_publish_page")
def keep_unconfirmed_facts_back(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Instead of publishing, return to the editor; the draft has been saved when this hook runs."""
    if not isinstance(page, ContentPage):
        return None
    try:
        page.guard_publication()
    except UnconfirmedFacts as refusal:
        return explain(request, refusal)
    return None
