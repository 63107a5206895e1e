"""The templates in Wagtail's admin."""

from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from casework.replies import rules


class TemplatesMenuItem(MenuItem):
    """Shown to managers."""

    def is_shown(self, request: HttpRequest) -> bool:
        return rules.keeps_templates(request.user)  # type: ignore[arg-type]


@hooks.register("register_admin_urls")
def addresses() -> list[URLResolver]:
    return [path("reply-templates/", include("casework.replies.urls"))]


@hooks.register("register_admin_menu_item")
def menu() -> MenuItem:
    return TemplatesMenuItem(
        _("Reply templates"), reverse("replies:index"), name="reply-templates", icon_name="openquote", order=906
    )
