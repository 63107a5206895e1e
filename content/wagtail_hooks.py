"""Editors' doors: the guard on unconfirmed facts (ruling 5), translators' files, and what readers said of pages."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.models import Page

from content import queries, rules
from content.languages import translation_of
from content.middleware import explain
from content.models import ContentPage, UnconfirmedFacts
from content.readers import suggestions
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


# Before wagtail-localize's own, whose editor answers every refusal with one general sentence.
@hooks.register("before_edit_page", order=-1)
def keep_unconfirmed_translations_back(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Name the reason why a translation is not published; its strings are kept as they stand."""
    rendered = translation_of(page) if request.method == "POST" and request.POST.get("action") == "publish" else None
    if rendered is None or page.alias_of_id:
        return None
    try:
        rendered.source.get_ephemeral_translated_instance(rendered.target_locale, fallback=True).guard_publication()
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


class SuggestionsMenuItem(MenuItem):
    """Shown to whoever edits pages."""

    def is_shown(self, request: HttpRequest) -> bool:
        return rules.edits_pages(request.user)


class SuggestionsPanel(Component):
    """How many words of readers wait, on the first screen of the admin."""

    name = "suggestions"
    template_name = "content/suggestions_panel.html"
    order = 60

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"waiting": queries.open_reports()}


@hooks.register("register_admin_urls")
def suggestions_url() -> list[URLPattern]:
    return [path("suggestions/", suggestions, name="content_suggestions")]


@hooks.register("register_reports_menu_item")
def suggestions_menu_item() -> MenuItem:
    return SuggestionsMenuItem(
        _("Suggestions for editors"), reverse("content_suggestions"), icon_name="comment", order=100
    )


@hooks.register("construct_homepage_panels")
def suggestions_panel(request: HttpRequest, panels: list[Any]) -> None:
    if rules.edits_pages(request.user):
        panels.append(SuggestionsPanel())


@hooks.register("insert_editor_js")
def languages_of_fields() -> SafeString:
    """The fields of an editor, and of a translation, in the language and direction of what is written in them."""
    script = '<script type="module" src="{}" data-legend="{}"></script>'
    return format_html(script, static("js/editor-languages.js"), _("Translation from %1 to %2"))
