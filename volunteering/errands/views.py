"""A volunteer's page of help in requests."""

from collections.abc import Callable
from functools import wraps
from typing import cast
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.models import User
from volunteering.errands import actions, queries
from volunteering.errands.forms import ChoiceForm
from volunteering.models import Errand, Volunteer
from volunteering.refusals import UNPROCESSABLE, Refused

PAGE_SIZE = 20


def own_errands(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Hands the view the volunteer behind the account; whoever never was one gets a 404."""

    @never_cache
    @login_required
    @wraps(view)
    def opened(request: HttpRequest, **kwargs: UUID) -> HttpResponse:
        volunteer = queries.mine(cast(User, request.user))
        if volunteer is None:
            raise Http404
        try:
            return view(request, volunteer, **kwargs)
        except Refused as refusal:
            messages.error(request, str(refusal.message))
            return _page(request, volunteer, status=refusal.status)

    return opened


@require_safe
@own_errands
def index(request: HttpRequest, volunteer: Volunteer) -> HttpResponse:
    """What one is asked for, took on, and did."""
    return _page(request, volunteer)


@require_POST
@own_errands
def choose(request: HttpRequest, volunteer: Volunteer) -> HttpResponse:
    """Whether and where one may be asked."""
    form = ChoiceForm(request.POST)
    if not form.is_valid():
        return _page(request, volunteer, form=form, status=UNPROCESSABLE)
    actions.choose(volunteer, by=cast(User, request.user), **form.cleaned_data)
    messages.success(request, _("Your choice is kept."))
    return redirect(actions.PAGE)


@require_POST
@own_errands
def take(request: HttpRequest, volunteer: Volunteer, pk: UUID) -> HttpResponse:
    actions.take(_called(request, pk), by=cast(User, request.user))
    messages.success(request, _("Thank you. You see below where you are expected."))
    return redirect(actions.PAGE)


@require_POST
@own_errands
def decline(request: HttpRequest, volunteer: Volunteer, pk: UUID) -> HttpResponse:
    actions.decline(_called(request, pk), by=cast(User, request.user))
    messages.success(request, _("Thank you for telling us. We ask somebody else."))
    return redirect(actions.PAGE)


def _called(request: HttpRequest, pk: UUID) -> Errand:
    try:
        return queries.called(cast(User, request.user), pk)
    except Errand.DoesNotExist:
        raise Http404 from None


def _page(
    request: HttpRequest, volunteer: Volunteer, *, form: ChoiceForm | None = None, status: int = 200
) -> HttpResponse:
    given = {
        "volunteer": volunteer,
        "asked": list(queries.asked(volunteer)),
        "taken": list(queries.taken(volunteer)),
        "page_obj": Paginator(queries.done(volunteer), PAGE_SIZE).get_page(request.GET.get("page")),
        "form": form or ChoiceForm.of(volunteer),
    }
    return render(request, "volunteering/errands/index.html", given, status=status)
