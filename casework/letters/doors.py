"""The doors of the register in Wagtail's admin."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.cache import never_cache
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from casework.letters import queries, rules
from casework.models import Letter
from content.screens import Screens

View = Callable[..., HttpResponseBase]
shown = Screens("casework/letters", "letters:list", lazy("Letters"), "mail").shown


class LettersMenuItem(MenuItem):
    """Shown to whoever keeps the register."""

    def is_shown(self, request: HttpRequest) -> bool:
        return rules.keeps_register(request.user)  # type: ignore[arg-type]


@hooks.register("register_admin_urls")
def addresses() -> list[URLResolver]:
    return [path("letters/", include("casework.letters.urls"))]


@hooks.register("register_admin_menu_item")
def menu() -> MenuItem:
    return LettersMenuItem(lazy("Letters"), reverse("letters:list"), name="letters", icon_name="mail", order=13)


def desk(view: View) -> View:
    """Lets in whoever keeps the register; `pk` becomes the letter. One that may not be read and none: 404."""

    @never_cache
    @wraps(view)
    def opened(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        user: Any = request.user
        if not rules.keeps_register(user):
            raise PermissionDenied
        if "pk" in kwargs:
            try:
                kwargs["letter"] = queries.one(user, kwargs.pop("pk"))
            except Letter.DoesNotExist:
                raise Http404 from None
        return view(request, **kwargs)

    return opened
