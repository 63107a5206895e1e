"""The manager's screens of routing rules."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.roles import Role
from accounts.rules import has_role
from applications.refusals import UNPROCESSABLE
from casework.models import Route
from casework.routing import actions
from casework.routing.forms import RouteForm
from casework.routing.queries import all_rules


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Every rule in its order."""
    _manager(request)
    return _page(request, "casework/routing/index.html", {"rules": all_rules()})


@require_http_methods(["GET", "HEAD", "POST"])
def write(request: HttpRequest, pk: int | None = None) -> HttpResponse:
    """A new rule, or one to change."""
    user = _manager(request)
    rule = Route(position=Route.objects.count() + 1) if pk is None else _rule(pk)
    form = RouteForm(request.POST or None, instance=rule)
    if request.method == "POST" and form.is_valid():
        fields = {name: value for name, value in form.cleaned_data.items() if name != "colleagues"}
        actions.save_rule(rule, by=user, colleagues=list(form.cleaned_data["colleagues"]), **fields)
        messages.success(request, _("The rule is kept. It holds for requests that are sent from now on."))
        return redirect("routing:index")
    return _page(
        request, "casework/routing/rule.html", {"form": form, "rule": rule}, UNPROCESSABLE if form.errors else 200
    )


@require_POST
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    user = _manager(request)
    actions.remove_rule(_rule(pk), by=user)
    messages.success(request, _("The rule was removed."))
    return redirect("routing:index")


def _manager(request: HttpRequest) -> Any:
    if not has_role(request.user, Role.MANAGER):
        raise PermissionDenied
    return request.user


def _rule(pk: int) -> Route:
    rule = Route.objects.filter(pk=pk).first()
    if rule is None:
        raise Http404
    return rule


def _page(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    frame = {
        "header_title": _("Routing of new requests"),
        "header_icon": "redirect",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse("casework:queue"), "label": _("Requests")},
            {"url": reverse("routing:index"), "label": _("Routing of new requests")},
        ],
    }
    return TemplateResponse(request, template, {**frame, **context}, status=status)
