"""What editors teach the search, in the Wagtail admin."""

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import CreateView
from wagtail.admin.viewsets.model import ModelViewSet, ModelViewSetGroup

from search.models import PromotedResult, SynonymGroup, Terms

SEPARATOR = " · "


def lines_of(row: Terms) -> str:
    """An editor's lines in one."""
    return SEPARATOR.join(row.lines())


class FromMissView(CreateView):
    """A form that begins with the words of an unanswered search."""

    def get_initial_form_instance(self) -> Terms:
        asked = self.request.GET
        language = asked.get("language", "")
        known = language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        return self.model(language=known, terms=asked.get("terms", "").replace("\x00", "")[:200])


class SynonymViewSet(ModelViewSet):
    """Words that mean the same."""

    model = SynonymGroup
    name = "search_synonyms"
    icon = "tag"
    menu_label = _("Words that mean the same")
    list_display = [
        Column("terms", label=_("Words"), accessor=lines_of),
        Column("language", label=_("Language"), accessor="get_language_display"),
    ]
    list_filter = ["language"]
    search_fields = ["terms"]
    list_per_page = 30
    copy_view_enabled = False
    inspect_view_enabled = False
    add_view_class = FromMissView


class PromotedViewSet(ModelViewSet):
    """Pages put first for certain words."""

    model = PromotedResult
    name = "search_promoted"
    icon = "pick"
    menu_label = _("Promoted results")
    list_display = [
        Column("terms", label=_("Words"), accessor=lines_of),
        Column("page", label=_("Page"), accessor="page"),
        "shown_from",
        "shown_until",
    ]
    list_filter = ["language"]
    list_select_related = ["page"]
    search_fields = ["terms", "note"]
    list_per_page = 30
    copy_view_enabled = False
    inspect_view_enabled = False
    add_view_class = FromMissView


class SearchViewSetGroup(ModelViewSetGroup):
    """The menu that holds them, with what found nothing."""

    menu_label = _("Teach the search")
    menu_icon = "search"
    menu_order = 700
    items = (SynonymViewSet, PromotedViewSet)
