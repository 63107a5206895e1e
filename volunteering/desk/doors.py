"""The desk and the shifts in Wagtail's admin: addresses, menu, and the tile on the first screen."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from volunteering.desk import queries
from volunteering.doors import CoordinatorsMenuItem
from volunteering.rules import coordinates


class WaitingPanel(Component):
    """What waits of volunteering, on the first screen of the admin."""

    name = "volunteering"
    template_name = "volunteering/desk/panel.html"
    order = 60

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return {"numbers": [number for number in queries.numbers() if number.count]}


@hooks.register("register_admin_urls")
def addresses() -> list[URLResolver]:
    return [
        path("volunteering/shifts/", include("volunteering.scheduling.urls")),
        path("volunteering/", include("volunteering.desk.urls")),
    ]


@hooks.register("register_admin_menu_item")
def desk_item() -> MenuItem:
    return CoordinatorsMenuItem(
        _("Volunteering"), reverse("coordination:desk"), name="volunteering", icon_name="group", order=14
    )


@hooks.register("register_admin_menu_item")
def shifts_item() -> MenuItem:
    return CoordinatorsMenuItem(
        _("Shifts"), reverse("scheduling:list"), name="shifts", icon_name="calendar-alt", order=15
    )


@hooks.register("construct_homepage_panels")
def panel(request: HttpRequest, panels: list[Any]) -> None:
    if coordinates(request.user):  # type: ignore[arg-type]
        panels.insert(0, WaitingPanel())
