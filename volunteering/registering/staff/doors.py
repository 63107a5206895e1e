"""The doors of the coordinator's desk in Wagtail's admin."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from content.screens import Screens
from volunteering.doors import CoordinatorsMenuItem
from volunteering.models import Qualification, Volunteer
from volunteering.registering.staff import queries
from volunteering.rules import coordinates

View = Callable[..., HttpResponseBase]
shown = Screens("volunteering/registering/staff", "volunteers:list", _("Volunteers"), "user").shown


@hooks.register("register_admin_urls")
def addresses() -> list[URLResolver]:
    return [path("volunteering/", include("volunteering.registering.staff.urls"))]


@hooks.register("register_admin_menu_item")
def menu() -> MenuItem:
    return CoordinatorsMenuItem(
        _("Volunteers"), reverse("volunteers:list"), name="volunteers", icon_name="user", order=20
    )


def desk(view: View) -> View:
    """Lets in coordinators; `reference` becomes the volunteer, `pk` a qualification of theirs.

    Oneself, kin and none look the same: 404.
    """

    @never_cache
    @wraps(view)
    def opened(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        user: Any = request.user
        if not coordinates(user):
            raise PermissionDenied
        try:
            if "reference" in kwargs:
                kwargs["volunteer"] = queries.one(user, kwargs.pop("reference"))
            if "pk" in kwargs:
                kwargs["qualification"] = queries.paper(kwargs["volunteer"], kwargs.pop("pk"))
        except (Volunteer.DoesNotExist, Qualification.DoesNotExist):
            raise Http404 from None
        return view(request, **kwargs)

    return opened
