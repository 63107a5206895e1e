"""The staff's screens in Wagtail's admin."""

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import URLResolver, include, path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from casework import rules
from casework.book import entrance  # noqa: F401 (its hooks are Wagtail's to find here)
from casework.colleagues import doors  # noqa: F401 (its hooks are Wagtail's to find here)
from casework.contacts import doors as contacts_doors  # noqa: F401 (the same)
from casework.delegates import doors as delegates_doors  # noqa: F401 (the same)
from casework.explaining import doors as explaining_doors  # noqa: F401 (likewise)
from casework.intake import doors as intake_doors  # noqa: F401 (the same)
from casework.kinship import doors as kinship_doors  # noqa: F401 (the same)
from casework.letters import doors as letters_doors  # noqa: F401 (the same)
from casework.queue import looks, queries
from casework.replies import doors as replies_doors  # noqa: F401 (the same)
from casework.routing import doors as routing_doors  # noqa: F401 (here too)
from casework.visiting import doors as visiting_doors  # noqa: F401 (the same)


class RequestsMenuItem(MenuItem):
    """Shown to the desks that work on cases."""

    def is_shown(self, request: HttpRequest) -> bool:
        return rules.sees_queue(request.user)  # type: ignore[arg-type]


class DeskPanel(Component):
    """What waits, on the first screen of the admin."""

    name = "desk"
    template_name = "casework/desk.html"
    order = 50

    def __init__(self, user: Any) -> None:
        self.user = user

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        views = looks.views_for(self.user)
        numbers = queries.counts(self.user, views)
        counted = [view for view in views if view.slug in numbers]
        return {"tabs": [{"view": view, "count": queries.worded(numbers[view.slug])} for view in counted]}


@hooks.register("register_admin_urls")
def addresses() -> list[URLResolver]:
    return [path("requests/", include("casework.urls"))]


@hooks.register("register_admin_menu_item")
def menu() -> MenuItem:
    return RequestsMenuItem(_("Requests"), reverse("casework:queue"), name="requests", icon_name="tasks", order=10)


@hooks.register("construct_homepage_panels")
def desk(request: HttpRequest, panels: list[Any]) -> None:
    if rules.sees_queue(request.user):  # type: ignore[arg-type]
        panels.insert(0, DeskPanel(request.user))


@hooks.register("insert_global_admin_css")
def stylesheet() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))
