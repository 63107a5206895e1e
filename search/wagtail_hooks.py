"""The editors' doors to the search in the Wagtail admin."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from search import misses, rules
from search.staff import UnansweredView
from search.viewsets import SearchViewSetGroup


class UnansweredMenuItem(MenuItem):
    """Shown to editors."""

    def is_shown(self, request: HttpRequest) -> bool:
        return rules.sees_misses(request.user)


class UnansweredPanel(Component):
    """The first of them on the first screen of the admin."""

    name = "unanswered_searches"
    template_name = "search/unanswered_panel.html"
    order = 300

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"rows": list(misses.unanswered(days=misses.PERIODS[1])[: misses.ON_DASHBOARD])}


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    return [path("searches/", UnansweredView.as_view(), name="search_unanswered")]


@hooks.register("register_admin_viewset")
def register_search_viewsets() -> SearchViewSetGroup:
    """Synonyms and promoted results under one menu."""
    return SearchViewSetGroup()


@hooks.register("register_admin_menu_item")
def menu() -> MenuItem:
    url = reverse("search_unanswered")
    return UnansweredMenuItem(_("Unanswered searches"), url, name="unanswered", icon_name="search", order=690)


@hooks.register("construct_homepage_panels")
def panel(request: HttpRequest, panels: list[Any]) -> None:
    if rules.sees_misses(request.user):
        panels.append(UnansweredPanel())
