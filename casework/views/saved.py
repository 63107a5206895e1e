"""The doors of a colleague's own views of the queue."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from applications.refusals import Refused
from casework import rules
from casework.models import SavedView
from casework.queue import looks, saved
from casework.views.queue import filters_of


@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """Keep the filters that the page showed; refused, the page comes again with the name that was typed."""
    user = _colleague(request)
    view = looks.chosen_of(looks.views_for(user), request.POST.get("view"))
    chosen = {"view": view.slug, **filters_of(request.POST, user).chosen}
    name = request.POST.get("name", "").replace("\x00", "")
    try:
        saved.keep(by=user, name=name, filters=chosen)
    except Refused as refusal:
        messages.error(request, str(refusal.message))
        return redirect(address({**chosen, "name": name.strip()[:60]}))
    messages.success(request, _("The view is kept."))
    return redirect(address(chosen))


@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    user = _colleague(request)
    saved.remove(_own(user, pk), by=user)
    messages.success(request, _("The view was removed."))
    return redirect("casework:queue")


@require_POST
def open_with(request: HttpRequest, pk: int) -> HttpResponse:
    """Let the queue open with this view, or no longer with it."""
    user, undo = _colleague(request), "undo" in request.POST
    view = _own(user, pk)
    saved.open_with(None if undo else view, by=user)
    messages.success(
        request,
        _("The queue opens with all open requests.") if undo else _("The queue opens with this view from now on."),
    )
    return redirect(address(view.filters))


def address(filters: dict[str, Any]) -> str:
    """The queue's address with these filters."""
    return f"{reverse('casework:queue')}?{urlencode(filters)}"


def _colleague(request: HttpRequest) -> Any:
    if not rules.sees_queue(request.user):  # type: ignore[arg-type]
        raise PermissionDenied
    return request.user


def _own(user: Any, pk: int) -> SavedView:
    view = SavedView.objects.filter(owner=user, pk=pk).first()
    if view is None:
        raise Http404
    return view
