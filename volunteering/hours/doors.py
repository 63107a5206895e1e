"""Hours in Wagtail's menu and under its addresses."""

from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from volunteering.doors import CoordinatorsMenuItem


@hooks.register("register_admin_urls")
def addresses() -> list[URLResolver]:
    return [path("volunteering/hours/", include("volunteering.hours.urls"))]


@hooks.register("register_admin_menu_item")
def menu() -> MenuItem:
    return CoordinatorsMenuItem(
        _("Hours of volunteers"), reverse("volunteering_hours:list"), name="hours", icon_name="history", order=17
    )
