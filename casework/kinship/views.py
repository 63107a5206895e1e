"""The screen of kinship: one's own declarations, and for a manager everyone's."""

from typing import Any
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
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from applications.refusals import UNPROCESSABLE, Refused
from casework.colleagues.rules import manages
from casework.kinship import actions, queries, rules
from casework.kinship.forms import UNKNOWN, DeclareForm, RemoveForm
from people.models import Kinship

PAGE_SIZE = 30


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def index(request: HttpRequest) -> HttpResponse:
    """What is declared, and a form for one more."""
    user: Any = request.user
    if not rules.declares(user):
        raise PermissionDenied
    people = queries.colleagues() if manages(user) else None
    form = DeclareForm(request.POST if request.method == "POST" else None, people=people, me=user)
    status = UNPROCESSABLE if form.is_bound else 200
    if form.is_valid():
        try:
            if _declared(form, user):
                told = _("It is noted. Requests of this person are closed to the colleague from now on.")
                messages.success(request, told)
                return redirect("kinship:index")
        except Refused as refusal:
            form.add_error("who", str(refusal.message))
            status = refusal.status
    return _shown(request, form, status)


@never_cache
@require_POST
def remove(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A manager takes a declaration back."""
    user: Any = request.user
    if not manages(user):
        raise PermissionDenied
    try:
        row = queries.one(user, pk)
    except Kinship.DoesNotExist:
        raise Http404 from None
    form = RemoveForm(request.POST)
    try:
        actions.remove(row, by=user, reason=form.cleaned_data["reason"] if form.is_valid() else "")
    except Refused as refusal:
        messages.error(request, str(refusal.message))
        return _shown(request, DeclareForm(people=queries.colleagues(), me=user), refusal.status)
    messages.success(request, _("The declaration was taken back."))
    return redirect("kinship:index")


def _declared(form: DeclareForm, user: User) -> bool:
    """Whether the number named somebody, who is declared then; else the form says that it did not."""
    person = actions.seek(form.cleaned_data["who"], by=user)
    if person is None:
        form.add_error("who", UNKNOWN)
        return False
    actions.declare(form.colleague(), person, by=user)
    return True


def _shown(request: HttpRequest, form: DeclareForm, status: int) -> HttpResponse:
    user: Any = request.user
    context = {
        "form": form,
        "remove_form": RemoveForm(),
        "page_obj": Paginator(queries.declared(user), PAGE_SIZE).get_page(request.GET.get("page")),
        "manages": manages(user),
        "header_title": _("Kinship"),
        "header_icon": "group",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": "", "label": _("Kinship")},
        ],
    }
    return TemplateResponse(request, "casework/kinship/index.html", context, status=status)
