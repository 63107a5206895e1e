"""The way to an appointment: one's own, or of somebody whom one helps with their request."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache

from accounts.models import User
from applications.booking import queries
from applications.models import Appointment
from applications.refusals import Refused
from applications.views.doors import refused
from people.doors import Acting, by_helper, show_acting
from people.helping.enums import HelperScope

View = Callable[..., HttpResponse]


def own_appointment(view: View | None = None, *, scope: HelperScope = HelperScope.REQUESTS_FILL) -> Any:
    """Hands the view one's own appointment; another's and a missing one look the same: 404."""
    if view is None:
        return lambda given: own_appointment(given, scope=scope)

    @never_cache
    @login_required
    @wraps(view)
    def opened(request: HttpRequest, pk: UUID) -> HttpResponse:
        try:
            meeting, acting = _entered(cast(User, request.user), pk, scope)
        except Appointment.DoesNotExist:
            raise Http404 from None
        show_acting(request, acting)
        try:
            return view(request, meeting)
        except Refused as refusal:
            return refused(request, refusal, meeting.application)

    return opened


def _entered(user: User, pk: UUID, scope: HelperScope) -> tuple[Appointment, Acting]:
    try:
        meeting = queries.own(user, pk)
        return meeting, Acting(meeting.person, by=user)
    except Appointment.DoesNotExist:
        meeting, held = queries.shared(user, pk, scope)
        return meeting, by_helper(held, user)
