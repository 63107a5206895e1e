"""The doors of contacts in Wagtail's admin, and what waits on its first screen."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.cache import never_cache
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from casework.contacts import queries, rules
from casework.models import Interaction
from content.screens import Screens

View = Callable[..., HttpResponse]
shown = Screens("casework/contacts", "contacts:list", lazy("Contacts with people"), "comment").shown


class ContactsMenuItem(MenuItem):
    """Shown to whoever notes contacts."""

    def is_shown(self, request: HttpRequest) -> bool:
        return rules.keeps_contacts(request.user)  # type: ignore[arg-type]


class ContactsPanel(Component):
    """Contacts that wait for us, on the first screen."""

    name = "contacts"
    template_name = "casework/contacts/panel.html"
    order = 55

    def __init__(self, user: Any) -> None:
        self.user = user

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        numbers = queries.counts(self.user)
        return {
            "tabs": [{"view": view, "count": numbers.get(view.slug)} for view in queries.views_for(self.user)][:3],
        }


@hooks.register("register_admin_urls")
def addresses() -> list[URLResolver]:
    return [path("contacts/", include("casework.contacts.urls"))]


@hooks.register("register_admin_menu_item")
def menu() -> MenuItem:
    return ContactsMenuItem(
        lazy("Contacts with people"), reverse("contacts:list"), name="contacts", icon_name="comment", order=12
    )


@hooks.register("construct_homepage_panels")
def panel(request: HttpRequest, panels: list[Any]) -> None:
    if rules.keeps_contacts(request.user):  # type: ignore[arg-type]
        panels.append(ContactsPanel(request.user))


def desk(view: View) -> View:
    """Lets in whoever notes contacts; `pk` becomes the contact.

    One that may not be read and none look the same: 404.
    """

    @never_cache
    @wraps(view)
    def opened(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        user: Any = request.user
        if not rules.keeps_contacts(user):
            raise PermissionDenied
        if "pk" in kwargs:
            try:
                kwargs["contact"] = queries.one(user, kwargs.pop("pk"))
            except Interaction.DoesNotExist:
                raise Http404 from None
        return view(request, **kwargs)

    return opened
