"""The doors of receiving people in Wagtail's admin."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.cache import never_cache
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from applications.models import Application
from casework.contacts import queries as contacts
from casework.intake import queries, rules
from casework.models import Interaction
from content.screens import Screens
from people.models import Person
from people.models.person import PREFIX
from sealing.references import BadReference, parse
from services.enums import Channel

View = Callable[..., HttpResponse]
shown = Screens("casework/intake", "intake:list", lazy("Receive a request"), "plus").shown


class IntakeMenuItem(MenuItem):
    """Shown to whoever receives people."""

    def is_shown(self, request: HttpRequest) -> bool:
        return rules.receives(request.user)  # type: ignore[arg-type]


@hooks.register("register_admin_urls")
def addresses() -> list[URLResolver]:
    return [path("intake/", include("casework.intake.urls"))]


@hooks.register("register_admin_menu_item")
def menu() -> MenuItem:
    return IntakeMenuItem(lazy("Receive a request"), reverse("intake:list"), name="intake", icon_name="plus", order=11)


def desk(view: View) -> View:
    """Lets in whoever receives people; `person` and `reference` of the address become what they name.

    One's own, kin's and a missing one look the same: 404.
    """

    @never_cache
    @wraps(view)
    def opened(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        user: Any = request.user
        if not rules.receives(user):
            raise PermissionDenied
        try:
            if "reference" in kwargs:
                kwargs["case"] = queries.entry(user, parse(kwargs.pop("reference")))
            if "person" in kwargs:
                kwargs["person"] = queries.person(user, parse(kwargs["person"], PREFIX))
        except (BadReference, Application.DoesNotExist, Person.DoesNotExist):
            raise Http404 from None
        return view(request, **kwargs)

    return opened


def channel_in(request: HttpRequest) -> Channel:
    """The channel that the address names, else the colleague's first one. Raises Http404 for one that the colleague
    does not receive by."""
    offered = rules.channels_of(request.user)  # type: ignore[arg-type]
    found = queries.channel_of(request.GET.get("channel", offered[0].value), offered)
    if found is None:
        raise Http404
    return found


def contact_in(request: HttpRequest) -> Interaction | None:
    """The contact that becomes a request; None for one that the colleague may not read."""
    try:
        return contacts.one(request.user, UUID(request.GET.get("contact", "")))  # type: ignore[arg-type]
    except (ValueError, Interaction.DoesNotExist):
        return None


def carried(channel: Channel, contact: Interaction | None) -> str:
    """What the way from page to page carries in its addresses: no name and no number."""
    return urlencode({"channel": channel.value, **({"contact": str(contact.pk)} if contact else {})})
