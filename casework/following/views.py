"""Letting a number follow on the person's word, and ending it."""

from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from applications.following import actions
from applications.following.forms import NotedFollowerForm
from applications.models import Application
from applications.refusals import UNPROCESSABLE, Refused
from casework.views.case import back, staff_case
from people.consent.enums import Method


@require_http_methods(["GET", "HEAD", "POST"])
@staff_case
def followers(request: HttpRequest, case: Application) -> HttpResponse:
    """Who follows, and noting one more."""
    form = NotedFollowerForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        given = {**form.cleaned_data, "method": Method(form.cleaned_data["method"])}
        try:
            actions.permit(case, by=cast(User, request.user), **given)
        except Refused as refusal:
            if refusal.status != UNPROCESSABLE:
                raise
            form.add_error("mobile", refusal.message)  # type: ignore[arg-type]
        else:
            return back(request, case, _("The number may follow the request. The person was told."))
    return shown(request, case, form)


@require_POST
@staff_case
def follower_end(request: HttpRequest, case: Application, pk: UUID) -> HttpResponse:
    """One number follows no more."""
    found = case.followers.filter(pk=pk).first()
    if found is None:
        raise Http404
    actions.revoke(found, by=cast(User, request.user))
    messages.success(request, _("The number follows no more. The person was told."))
    return redirect("casework:followers", reference=case.reference)


def shown(request: HttpRequest, case: Application, form: NotedFollowerForm) -> TemplateResponse:
    context: dict[str, Any] = {
        "case": case,
        "form": form,
        "followers": case.followers.standing(),
        "header_title": _("Who follows this request"),
        "header_icon": "group",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse("casework:queue"), "label": _("Requests")},
            {"url": reverse("casework:case", args=[case.reference]), "label": case.reference},
            {"url": "", "label": _("Who follows this request")},
        ],
    }
    status = UNPROCESSABLE if form.is_bound else 200
    return TemplateResponse(request, "casework/following/followers.html", context, status=status)
