"""The book in Wagtail's admin."""

from typing import Any

from django.http import HttpRequest
from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from casework.book import queries, rules


class BookMenuItem(MenuItem):
    """Shown to the desks that meet people."""

    def is_shown(self, request: HttpRequest) -> bool:
        return rules.keeps_book(request.user)  # type: ignore[arg-type]


class BookPanel(Component):
    """The colleague's coming appointments, on the first screen."""

    name = "book"
    template_name = "casework/book/panel.html"
    order = 52

    def __init__(self, user: Any) -> None:
        self.user = user

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        return queries.coming_numbers(self.user)


@hooks.register("construct_homepage_panels")
def panel(request: HttpRequest, panels: list[Any]) -> None:
    if rules.keeps_book(request.user):  # type: ignore[arg-type]
        panels.append(BookPanel(request.user))


@hooks.register("register_admin_urls")
def addresses() -> list[URLResolver]:
    return [path("book/", include("casework.book.urls"))]


@hooks.register("register_admin_menu_item")
def menu() -> MenuItem:
    return BookMenuItem(_("Appointments"), reverse("book:diary"), name="book", icon_name="calendar-alt", order=20)
