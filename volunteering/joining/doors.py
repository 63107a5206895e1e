"""The way to a place in a shift: one's own alone."""

from collections.abc import Callable
from functools import wraps
from typing import cast
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache

from accounts.models import User
from people.doors import refused
from volunteering.joining import queries
from volunteering.models import Placement
from volunteering.refusals import Refused

View = Callable[..., HttpResponse]


def own_place(view: View) -> View:
    """Hands the view one's own place; another's and a missing one look the same: 404."""

    @never_cache
    @login_required
    @wraps(view)
    def opened(request: HttpRequest, pk: UUID) -> HttpResponse:
        try:
            place = queries.own(cast(User, request.user), pk)
        except Placement.DoesNotExist:
            raise Http404 from None
        return _said(request, lambda: view(request, titled(place)))

    return opened


def a_shift(view: View) -> View:
    """Hands the view a shift of a published opportunity, counted, to whoever is signed in."""

    @never_cache
    @login_required
    @wraps(view)
    def opened(request: HttpRequest, pk: UUID) -> HttpResponse:
        shift = queries.with_counts().filter(pk=pk).first()
        if shift is None:
            raise Http404
        queries.title_shifts([shift], get_language() or "ar")
        return _said(request, lambda: view(request, shift))

    return opened


def titled(place: Placement) -> Placement:
    """The place, its opportunity named in the reader's language."""
    return queries.titled([place], get_language() or "ar")[0]


def _said(request: HttpRequest, show: Callable[[], HttpResponse]) -> HttpResponse:
    try:
        return show()
    except Refused as refusal:
        return refused(request, refusal)
