"""Routing in Wagtail's admin: a place among its settings, for managers."""

from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from accounts.roles import Role
from accounts.rules import has_role


class RoutingMenuItem(MenuItem):
    """Shown to managers."""

    def is_shown(self, request: HttpRequest) -> bool:
        return has_role(request.user, Role.MANAGER)


@hooks.register("register_admin_urls")
def addresses() -> list[URLResolver]:
    return [path("routing/", include("casework.routing.urls"))]


@hooks.register("register_settings_menu_item")
def menu() -> MenuItem:
    return RoutingMenuItem(
        _("Routing of new requests"), reverse("routing:index"), name="routing", icon_name="redirect", order=700
    )
