"""What every door of a person shares: signed in, one's own, and a refusal said in words."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from applications.models import Application
from applications.queries import own
from applications.refusals import Refused
from sealing.references import BadReference, parse

View = Callable[..., HttpResponse]


def own_case(view: View) -> View:
    """Hands the view one's own request; another's, a missing one and a tampered reference look the same: 404."""

    @never_cache
    @login_required
    @wraps(view)
    def opened(request: HttpRequest, reference: str, **kwargs: Any) -> HttpResponse:
        try:
            case = own(request.user, parse(reference))  # type: ignore[arg-type]
        except (BadReference, Application.DoesNotExist):
            raise Http404 from None
        try:
            return view(request, case, **kwargs)
        except Refused as refusal:
            return refused(request, refusal, case)

    return opened


def refused(request: HttpRequest, refusal: Refused, case: Application | None = None) -> HttpResponse:
    """The page that says why nothing was done and where to go on."""
    context = {"told": refusal.message, "case": case}
    return render(request, "applications/refused.html", context, status=refusal.status)
