"""The list of what is to be explained, and one of them."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from applications.models import Clarification
from applications.refusals import UNPROCESSABLE, Refused
from applications.typed.actions import forget
from applications.typed.queries import typed_here
from audit.actions import record
from casework.explaining import actions, queries, rules
from casework.explaining.forms import ExplainForm
from casework.replies.inserting import is_asked, with_words
from casework.replies.queries import offered

PAGE_SIZE = 30
Door = Callable[..., HttpResponse]


def researcher_door(view: Door) -> Door:
    """For the social researcher alone."""

    @never_cache
    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not rules.explains(request.user):  # type: ignore[arg-type]
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return opened


@require_safe
@researcher_door
def index(request: HttpRequest) -> HttpResponse:
    """What waits, the most urgent first; or what was explained."""
    user: Any = request.user
    done = request.GET.get("view") == "explained"
    page = Paginator((queries.explained if done else queries.waiting)(user), PAGE_SIZE).get_page(
        request.GET.get("page")
    )
    rows = [{"row": row, "page": queries.page_of(row.application, row.step)} for row in page]
    context = {"page_obj": page, "rows": rows, "done": done, "today": timezone.localdate()}
    return _shown(request, "index", context, [])


@require_http_methods(["GET", "HEAD", "POST"])
@researcher_door
def one(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What was asked, and the words that answer it. Opening it leaves a row that the person finds."""
    try:
        row = queries.one(request.user, pk)  # type: ignore[arg-type]
    except Clarification.DoesNotExist:
        raise Http404 from None
    if request.method != "POST":
        record("person.viewed", by=request.user, subject=row.application.person, details=_case_of(row))
        return _one(request, row, ExplainForm())
    if is_asked(request.POST):
        return _one(request, row, ExplainForm(initial=with_words(request.POST, "text")))
    form = ExplainForm(request.POST)
    if not form.is_valid():
        return _one(request, row, form, UNPROCESSABLE)
    try:
        actions.explain(row, by=request.user, text=form.cleaned_data["text"])  # type: ignore[arg-type]
    except Refused as refusal:
        messages.error(request, str(refusal.message))
        return _one(request, queries.one(request.user, pk), form, refusal.status)  # type: ignore[arg-type]
    forget(row.application, _page(row), by=request.user)  # type: ignore[arg-type]
    messages.success(request, _("The explanation was sent to the person."))
    return redirect("explaining:index")


def _page(row: Clarification) -> str:
    return f"explain-{row.pk}"


def _case_of(row: Clarification) -> dict[str, str]:
    return {"case": row.application.reference}


def _one(request: HttpRequest, row: Clarification, form: ExplainForm, status: int = 200) -> HttpResponse:
    title = queries.page_of(row.application, row.step)
    trail = [{"url": "", "label": row.application.reference}]
    templates = offered(row.application.person.recipient.language)
    context = {"row": row, "page": title, "form": form, "templates": templates}
    context["typed"] = typed_here(request, form, _page(row), case=row.application)
    return _shown(request, "one", context, trail, status)


def _shown(
    request: HttpRequest, name: str, context: dict[str, Any], trail: list[dict[str, str]], status: int = 200
) -> HttpResponse:
    frame = {
        "header_title": _("Explanations"),
        "header_icon": "help",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse("explaining:index") if trail else "", "label": _("Explanations")},
            *trail,
        ],
    }
    return TemplateResponse(request, f"casework/explaining/{name}.html", {**frame, **context}, status=status)
