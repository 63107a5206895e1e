"""The people of a shift in Wagtail's admin."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLResolver, include, path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from wagtail import hooks

from content.screens import Screens
from volunteering.joining.staff import queries
from volunteering.models import Placement, Shift
from volunteering.rules import coordinates

View = Callable[..., HttpResponse]
shown = Screens("volunteering/joining/staff", "scheduling:list", _("Shifts"), "group").shown


@hooks.register("register_admin_urls")
def addresses() -> list[URLResolver]:
    return [path("volunteering/shifts/<uuid:pk>/people/", include("volunteering.joining.staff.urls"))]


def desk(view: View) -> View:
    """Lets in coordinators; `pk` becomes the shift and `place` one of its places, a missing one is a 404."""

    @never_cache
    @wraps(view)
    def opened(request: HttpRequest, pk: Any, **kwargs: Any) -> HttpResponse:
        user: Any = request.user
        if not coordinates(user):
            raise PermissionDenied
        try:
            shift = queries.one(pk)
            if "place" in kwargs:
                kwargs["place"] = queries.place_in(shift, kwargs["place"])
        except (Shift.DoesNotExist, Placement.DoesNotExist):
            raise Http404 from None
        return view(request, shift, **kwargs)

    return opened
