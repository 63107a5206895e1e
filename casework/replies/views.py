"""The manager's screen of the templates."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from applications.refusals import UNPROCESSABLE, Refused
from casework.models import ReplyTemplate
from casework.replies import actions, rules
from casework.replies.forms import TemplateForm

PAGE_SIZE = 30
Door = Callable[..., HttpResponse]


def keeper_door(view: Door) -> Door:
    """For managers alone."""

    @never_cache
    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not rules.keeps_templates(cast(User, request.user)):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return opened


@require_safe
@keeper_door
def index(request: HttpRequest) -> HttpResponse:
    """All of them, by language."""
    page = Paginator(ReplyTemplate.objects.all(), PAGE_SIZE).get_page(request.GET.get("page"))
    return _shown(request, "index", {"page_obj": page}, [])


@require_http_methods(["GET", "HEAD", "POST"])
@keeper_door
def edit(request: HttpRequest, pk: UUID | None = None) -> HttpResponse:
    """Write one, new or anew."""
    row = ReplyTemplate.objects.filter(pk=pk).first() if pk else None
    if pk and row is None:
        raise Http404
    initial = {name: getattr(row, name) for name in TemplateForm.base_fields} if row else None
    form = TemplateForm(request.POST if request.method == "POST" else None, initial=initial)
    status = UNPROCESSABLE if form.is_bound else 200
    if form.is_valid():
        try:
            actions.keep(row, by=cast(User, request.user), **form.cleaned_data)
            messages.success(request, _("The template is kept."))
            return redirect("replies:index")
        except Refused as refusal:
            form.add_error("title", str(refusal.message))
            status = refusal.status
    return _shown(
        request, "edit", {"form": form}, [{"url": "", "label": row.title if row else _("A new template")}], status
    )


def _shown(
    request: HttpRequest, name: str, context: dict[str, Any], trail: list[dict[str, str]], status: int = 200
) -> HttpResponse:
    frame = {
        "header_title": _("Reply templates"),
        "header_icon": "openquote",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse("replies:index") if trail else "", "label": _("Reply templates")},
            *trail,
        ],
    }
    return TemplateResponse(request, f"casework/replies/{name}.html", {**frame, **context}, status=status)
