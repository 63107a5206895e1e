"""The doors of the queue's tables."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from attachments import tables
from casework.exports import actions, queries
from casework.exports.rules import can_export
from casework.models import QueueExport
from casework.queue import looks
from casework.views.queue import filters_of


@require_POST
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for the list that the page showed."""
    user = _manager(request)
    filters = filters_of(request.POST, user)
    kind = request.POST.get("format", "")
    if kind not in QueueExport.Kind.values or not filters.is_valid():
        messages.error(request, _("Some filters are none of ours. Choose again above."))
        return redirect("casework:queue")
    view = looks.chosen_of(looks.views_for(user), request.POST.get("view"))
    export = actions.ask(by=user, filters={"view": view.slug, **filters.chosen}, kind=kind)
    return redirect("casework:export", pk=export.pk)


@require_safe
@never_cache
def progress(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How far the table is, and the way to it."""
    context = {
        "export": _own(request, pk),
        "header_title": _("Table of the queue"),
        "header_icon": "download",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse("casework:queue"), "label": _("Requests")},
            {"url": "", "label": _("Table of the queue")},
        ],
    }
    return TemplateResponse(request, "casework/exports/progress.html", context)


@require_safe
@never_cache
def download(request: HttpRequest, pk: UUID) -> StreamingHttpResponse:
    """The table itself, to save; kept by no browser and no proxy."""
    export = _own(request, pk)
    if not export.is_ready:
        raise Http404
    return tables.respond(export, called="requests")


def _manager(request: HttpRequest) -> Any:
    if not can_export(request.user):  # type: ignore[arg-type]
        raise PermissionDenied
    return request.user


def _own(request: HttpRequest, pk: UUID) -> QueueExport:
    try:
        return queries.one(_manager(request), pk)
    except QueueExport.DoesNotExist:
        raise Http404 from None
