"""Who gets in: whoever is signed in, with a registration of their own. No helper stands in for a volunteer."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest
from django.shortcuts import redirect

from people.doors import Acting, file_door
from volunteering.models import Volunteer
from volunteering.registering import queries

View = Callable[..., Any]


def volunteer_door(view: View) -> View:
    """Hands the view the volunteer behind the account; whoever has not begun is led to where one begins."""

    @file_door
    @wraps(view)
    def opened(request: HttpRequest, acting: Acting, **kwargs: Any) -> Any:
        volunteer: Volunteer | None = queries.of(acting.by)
        if volunteer is None and "pk" in kwargs:
            raise Http404
        return view(request, volunteer, **kwargs) if volunteer else redirect("volunteering:mine")

    return opened
