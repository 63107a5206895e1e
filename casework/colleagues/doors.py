"""Colleagues in Wagtail's admin: our screens, and Wagtail's own ways of changing rights led to them."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from accounts.models import User
from casework.colleagues import rules


class ColleaguesMenuItem(MenuItem):
    """Shown to managers."""

    def is_shown(self, request: HttpRequest) -> bool:
        return rules.manages(request.user)  # type: ignore[arg-type]


@hooks.register("register_admin_urls")
def addresses() -> list[URLResolver]:
    return [path("colleagues/", include("casework.colleagues.urls"))]


@hooks.register("register_admin_menu_item")
def menu() -> MenuItem:
    return ColleaguesMenuItem(
        lazy("Colleagues"), reverse("colleagues:index"), name="colleagues", icon_name="group", order=900
    )


@hooks.register("before_create_user")
def invite_instead(request: HttpRequest) -> HttpResponse:
    """Nobody becomes a colleague but by an invitation."""
    messages.info(request, _("Colleagues are invited: they set their own password and second factor."))
    return redirect("colleagues:invite")


@hooks.register("before_edit_user")
def change_here(request: HttpRequest, user: User) -> HttpResponse:
    """Rights are changed on the colleague's page alone, by somebody else and with a reason."""
    return redirect("colleagues:one", reference=user.reference)


@hooks.register("before_bulk_action")
def not_many_at_once(request: HttpRequest, action_type: str, objects: list[Any], action: Any) -> HttpResponse | None:
    """Roles and states of many at once would need no reason."""
    if objects and isinstance(objects[0], User):
        messages.error(request, _("Accounts are changed one by one, on the colleague's page."))
        return redirect("colleagues:index")
    return None
