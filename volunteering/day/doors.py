"""The doors of the day in Wagtail's admin: who enters, and which shift or place it is."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from content.screens import Screens
from volunteering.day import queries
from volunteering.doors import CoordinatorsMenuItem
from volunteering.models import Placement, Shift
from volunteering.refusals import Refused
from volunteering.rules import coordinates

View = Callable[..., HttpResponse]
shown = Screens("volunteering/day", "volunteering_day:today", _("The day"), "calendar-check").shown


@hooks.register("register_admin_urls")
def addresses() -> list[URLResolver]:
    return [path("volunteering/day/", include("volunteering.day.urls"))]


@hooks.register("register_admin_menu_item")
def menu() -> MenuItem:
    return CoordinatorsMenuItem(
        _("Volunteers of the day"), reverse("volunteering_day:today"), name="day", icon_name="calendar-check", order=16
    )


def desk(view: View) -> View:
    """Lets coordinators in; `shift` and `placement` become what they name, or 404."""

    @never_cache
    @wraps(view)
    def opened(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not coordinates(request.user):  # type: ignore[arg-type]
            raise PermissionDenied
        try:
            if "shift" in kwargs:
                kwargs["shift"] = queries.one_shift(kwargs["shift"])
            if "placement" in kwargs:
                kwargs["placement"] = queries.one_placement(kwargs["placement"])
        except (Shift.DoesNotExist, Placement.DoesNotExist):
            raise Http404 from None
        try:
            return view(request, **kwargs)
        except Refused as refusal:
            messages.error(request, str(refusal.message))
            return redirect("volunteering_day:today")

    return opened
