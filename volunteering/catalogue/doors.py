"""Whose calendar it is: the volunteer behind the account."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from volunteering.models import Volunteer

View = Callable[..., HttpResponse]


def own_volunteer(view: View) -> View:
    """`view` takes the volunteer behind the account; whoever is none finds nothing here."""

    @never_cache
    @login_required
    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        volunteer = Volunteer.objects.of(request.user).first()  # type: ignore[arg-type]
        if volunteer is None:
            raise Http404
        return view(request, volunteer, *args, **kwargs)

    return opened
