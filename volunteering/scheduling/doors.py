"""The doors of the shifts in Wagtail's admin."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

from content.screens import Screens
from volunteering.models import OpportunityPage, Placing, Shift, ShiftBatch
from volunteering.rules import coordinates
from volunteering.scheduling import queries
from volunteering.scheduling.placing import queries as placing

View = Callable[..., HttpResponseBase]
shown = Screens("volunteering/scheduling", "scheduling:list", _("Shifts"), "calendar-alt").shown
FINDERS: dict[str, Callable[[Any], Any]] = {
    "shift": queries.one,
    "batch": queries.batch,
    "opportunity": lambda pk: queries.opportunities().get(pk=pk),
    "placing": placing.one,
}
MISSING = (Shift.DoesNotExist, ShiftBatch.DoesNotExist, OpportunityPage.DoesNotExist, Placing.DoesNotExist)


def coordinator(view: View) -> View:
    """Lets in coordinators; a key in the address becomes what it names, and a missing one is a 404."""

    @never_cache
    @wraps(view)
    def opened(request: HttpRequest, **kwargs: Any) -> HttpResponseBase:
        user: Any = request.user
        if not coordinates(user):
            raise PermissionDenied
        try:
            found = {name: FINDERS[name](key) if name in FINDERS else key for name, key in kwargs.items()}
        except MISSING:
            raise Http404 from None
        return view(request, **found)

    return opened


def me(request: HttpRequest) -> Any:
    return request.user
