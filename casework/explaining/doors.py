"""Explanations in Wagtail's admin."""

from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from casework.explaining import rules


class ExplanationsMenuItem(MenuItem):
    """Shown to the social researcher."""

    def is_shown(self, request: HttpRequest) -> bool:
        return rules.explains(request.user)  # type: ignore[arg-type]


@hooks.register("register_admin_urls")
def addresses() -> list[URLResolver]:
    return [path("explanations/", include("casework.explaining.urls"))]


@hooks.register("register_admin_menu_item")
def menu() -> MenuItem:
    return ExplanationsMenuItem(
        _("Explanations"), reverse("explaining:index"), name="explanations", icon_name="help", order=11
    )
