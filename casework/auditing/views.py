"""The doors of the history on paper: asking for it, waiting for it, taking it."""

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from applications.models import Application
from attachments.queries import respond_made
from casework.auditing import actions, rules
from casework.models import CaseHistory
from casework.views.case import staff_case


@require_POST
@staff_case
def ask(request: HttpRequest, case: Application) -> HttpResponse:
    """Ask for the history of the case; that leaves a row."""
    history = actions.ask(case, by=_manager(request, case))
    return redirect("casework:history", reference=case.reference, history=history.pk)


@require_safe
@staff_case
def waiting(request: HttpRequest, case: Application, history: UUID) -> HttpResponse:
    """Whether it is there yet, and the way to it."""
    context = {
        "case": case,
        "history": _own(request, case, history),
        "header_title": _("History of a request"),
        "header_icon": "history",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse("casework:queue"), "label": _("Requests")},
            {"url": reverse("casework:case", args=[case.reference]), "label": case.reference},
            {"url": "", "label": _("History of a request")},
        ],
    }
    return TemplateResponse(request, "casework/auditing/history.html", context)


@require_safe
@staff_case
def file(request: HttpRequest, case: Application, history: UUID) -> HttpResponse:
    """The history itself, to save; kept by no browser and no proxy."""
    made = _own(request, case, history)
    if not made.is_ready:
        raise Http404
    return respond_made(made, name=f"{case.reference}.pdf", content_type="application/pdf")  # type: ignore[return-value]


def _manager(request: HttpRequest, case: Application) -> Any:
    if not rules.may_export(request.user, case):  # type: ignore[arg-type]
        raise PermissionDenied
    return request.user


def _own(request: HttpRequest, case: Application, pk: UUID) -> CaseHistory:
    found = {"pk": pk, "by": _manager(request, case), "expires_at__gt": timezone.now()}
    try:
        return CaseHistory.objects.get(application=case, **found)
    except CaseHistory.DoesNotExist:
        raise Http404 from None
