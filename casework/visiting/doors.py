"""The visits in Wagtail's menu."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from casework.explaining.rules import explains


class VisitsMenuItem(MenuItem):
    """Shown to the social researcher."""

    def is_shown(self, request: HttpRequest) -> bool:
        return explains(request.user)  # type: ignore[arg-type]


@hooks.register("register_admin_menu_item")
def menu() -> MenuItem:
    return VisitsMenuItem(_("Visits"), reverse("casework:visits"), name="visits", icon_name="site", order=12)
