"""What every door of a person shares: signed in, one's own, and a refusal said in words."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from accounts.models import User
from applications.models import Application
from applications.queries import entered, own, shared
from applications.refusals import Refused
from people.doors import Acting, by_helper, show_acting
from people.enums import Via
from people.helping.enums import HelperScope
from people.staff.actions import note_viewed
from sealing.references import BadReference, parse

View = Callable[..., HttpResponse]


def own_case(view: View | None = None, *, scope: HelperScope | None = None) -> Any:
    """Hands the view one's own request; another's, a missing one and a tampered reference look the same: 404.

    With a `scope`, a helper gets past whom the person let in so far; `request.acting` says who acts for whom.
    """
    if view is None:
        return lambda given: own_case(given, scope=scope)

    @never_cache
    @login_required
    @wraps(view)
    def opened(request: HttpRequest, reference: str, **kwargs: Any) -> HttpResponse:
        try:
            case, acting = _entered(cast(User, request.user), parse(reference), scope)
        except (BadReference, Application.DoesNotExist):
            raise Http404 from None
        show_acting(request, acting)
        if acting.is_entering and request.method == "GET":
            note_viewed(case.person, by=acting.by, case=case.reference)
        try:
            return view(request, case, **kwargs)
        except Refused as refusal:
            return refused(request, refusal, case)

    return opened


def _entered(user: User, reference: str, scope: HelperScope | None) -> tuple[Application, Acting]:
    """The request, and by what right. Raises Application.DoesNotExist."""
    try:
        case = own(user, reference)
        return case, Acting(case.person, by=user)
    except Application.DoesNotExist:
        if scope is None:
            raise
    if scope is HelperScope.REQUESTS_FILL:
        try:
            case = entered(user, reference)
            return case, Acting(case.person, by=user, via=Via.STAFF, entering=case.reference)
        except Application.DoesNotExist:
            pass
    case, held = shared(user, reference, scope)
    return case, by_helper(held, user)


def acting_in(request: HttpRequest) -> Acting:
    """Who acts for whom, behind one of these doors."""
    return cast(Acting, request.acting)  # type: ignore[attr-defined]


def refused(request: HttpRequest, refusal: Refused, case: Application | None = None) -> HttpResponse:
    """The page that says why nothing was done and where to go on."""
    context = {"told": refusal.message, "case": case}
    return render(request, "applications/refused.html", context, status=refusal.status)
