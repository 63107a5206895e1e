"""The library's places in the Wagtail admin: import, reading, circulation, the toolbox."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from accounts.rules import roles_of
from policies.actions import catch_up
from policies.queries import importable_places, to_read
from policies.rules import sees_circulation
from policies.views import staff
from policies.views.importing import upload
from policies.viewsets import ToolboxViewSet


class ImportMenuItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(importable_places(request.user))


class ReadingMenuItem(MenuItem):
    """Shown to every colleague with a role."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(roles_of(request.user))


class CirculationMenuItem(MenuItem):
    """Shown to those who see who has not read."""

    def is_shown(self, request: HttpRequest) -> bool:
        return sees_circulation(request.user)


class ReadingPanel(Component):
    """How many policies wait to be read, on the first screen of the admin."""

    name = "policies_to_read"
    template_name = "policies/admin/panel.html"
    order = 60

    def __init__(self, user: Any) -> None:
        self.user = user

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"rows": list(to_read(self.user)[:5]), "count": to_read(self.user).count()}


@hooks.register("register_admin_urls")
def addresses() -> list[URLPattern]:
    return [
        path("policies/import/", upload, name="policies_import"),
        path("policies/to-read/", staff.to_read, name="policies_to_read"),
        path("policies/to-read/<int:pk>/", staff.read, name="policies_read"),
        path("policies/to-read/<int:pk>/acknowledge/", staff.acknowledge, name="policies_acknowledge"),
        path("policies/circulation/", staff.circulation, name="policies_circulation"),
        path("policies/circulation/<int:pk>/", staff.circulation_of, name="policies_circulation_of"),
        path("policies/circulation/<int:pk>/remind/", staff.remind, name="policies_remind"),
    ]


@hooks.register("register_admin_menu_item")
def importer_menu_item() -> MenuItem:
    return ImportMenuItem(_("Import a policy"), reverse("policies_import"), icon_name="upload", order=350)


@hooks.register("register_admin_menu_item")
def reading_menu_item() -> MenuItem:
    return ReadingMenuItem(_("Policies to read"), reverse("policies_to_read"), icon_name="doc-full", order=340)


@hooks.register("register_admin_menu_item")
def circulation_menu_item() -> MenuItem:
    return CirculationMenuItem(_("Who has read"), reverse("policies_circulation"), icon_name="group", order=341)


@hooks.register("register_admin_viewset")
def toolbox_viewset() -> ToolboxViewSet:
    return ToolboxViewSet()


@hooks.register("construct_homepage_panels")
def reading_panel(request: HttpRequest, panels: list[Any]) -> None:
    if roles_of(request.user):
        catch_up(request.user)  # type: ignore[arg-type]
        panels.append(ReadingPanel(request.user))
