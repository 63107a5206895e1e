"""Kinship in Wagtail's admin."""

from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from casework.kinship import rules


class KinshipMenuItem(MenuItem):
    """Shown to everyone who works here."""

    def is_shown(self, request: HttpRequest) -> bool:
        return rules.declares(request.user)  # type: ignore[arg-type]


@hooks.register("register_admin_urls")
def addresses() -> list[URLResolver]:
    return [path("kin/", include("casework.kinship.urls"))]


@hooks.register("register_admin_menu_item")
def menu() -> MenuItem:
    return KinshipMenuItem(_("Kinship"), reverse("kinship:index"), name="kinship", icon_name="group", order=905)
