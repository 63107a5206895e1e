"""Editors' doors: the guard on unconfirmed facts (ruling 5), and translators' files."""

from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path
from wagtail import hooks
from wagtail.models import Page

from content.middleware import explain
from content.models import ContentPage, UnconfirmedFacts
from content.views import upload_translation


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


# Before wagtail-localize's own addresses: this one stands in for its import, under the same path and so the same name.
@hooks.register("register_admin_urls", order=-1)
def translations_door() -> list[URLPattern]:
    """Translators' files are read with care."""
    return [
        path("localize/translate/<int:translation_id>/pofile/upload/", upload_translation, name="content_po_upload")
    ]
