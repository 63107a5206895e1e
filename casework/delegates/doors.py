"""The branch's requests in Wagtail's admin."""

from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from casework.delegates import rules
from content.screens import Screens

TITLE = lazy("Requests of the branch")
shown = Screens("casework/delegates", "delegates:list", TITLE, "tasks").shown


class BranchMenuItem(MenuItem):
    """Shown to the delegate of a branch, where there are branches."""

    def is_shown(self, request: HttpRequest) -> bool:
        return rules.is_delegate(request.user)  # type: ignore[arg-type]


@hooks.register("register_admin_urls")
def addresses() -> list[URLResolver]:
    return [path("branch/", include("casework.delegates.urls"))]


@hooks.register("register_admin_menu_item")
def menu() -> MenuItem:
    return BranchMenuItem(TITLE, reverse("delegates:list"), name="branch", icon_name="tasks", order=10)
