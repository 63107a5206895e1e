"""The staff's screens: requests about data with their clock, and what is kept for how long."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from attachments.queries import respond
from people import registry
from people.models import Hold, RetentionLine, RightsRequest
from people.refusals import UNPROCESSABLE, Refused
from people.rights import queries, retention, rules
from people.rights.actions import correction, erasure
from people.rights.actions import requests as actions
from people.rights.actions import retention as keeping
from people.rights.staff import tabs
from people.rights.staff.forms import AnswerForm, CorrectForm, HoldForm, RuleForm
from sealing.references import BadReference, parse

PAGE_SIZE = 30
PREFIX = "YR"
View = Callable[..., HttpResponse]


def rights_case(view: View) -> View:
    """The desk, the request by its reference, and a refusal said on its page; one's own and none alike are 404."""

    @wraps(view)
    def opened(request: HttpRequest, rights: str) -> HttpResponse:
        user: Any = request.user
        if not rules.sees_rights(user):
            raise PermissionDenied
        try:
            asked = queries.visible_to(user).get(reference=parse(rights, PREFIX))
        except (BadReference, RightsRequest.DoesNotExist):
            raise Http404 from None
        try:
            return view(request, asked)
        except Refused as refusal:
            messages.error(request, str(refusal.message))
            fresh = queries.visible_to(user).get(pk=asked.pk)
            return case_page(request, fresh, status=refusal.status)

    return opened


def retention_desk(view: View) -> View:
    """Managers alone; a refusal is said on the same screen."""

    @wraps(view)
    def opened(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not rules.rules_retention(request.user):  # type: ignore[arg-type]
            raise PermissionDenied
        try:
            return view(request, **kwargs)
        except Refused as refusal:
            messages.error(request, str(refusal.message))
            return retention_page(request, status=refusal.status)

    return opened


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """Requests by what is to be done with them, the most urgent first."""
    user: Any = request.user
    if not rules.sees_rights(user):
        raise PermissionDenied
    views = tabs.views()
    chosen = next((view for view in views if view.slug == request.GET.get("view")), views[0])
    page = Paginator(queries.queue(user, chosen.slug), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"views": views, "chosen": chosen, "page_obj": page, **header(_("Requests about data"), [])}
    return TemplateResponse(request, "people/admin/rights.html", context)


@require_safe
@rights_case
def detail(request: HttpRequest, asked: RightsRequest) -> HttpResponse:
    """One request; opening it leaves a row that the person finds."""
    actions.note_opened(asked, by=request.user)  # type: ignore[arg-type]
    return case_page(request, asked)


@require_safe
@rights_case
def paper(request: HttpRequest, asked: RightsRequest) -> HttpResponse:
    """The paper that came with a correction."""
    if asked.paper is None:
        raise Http404
    actions.note_opened(asked, by=request.user)  # type: ignore[arg-type]
    return respond(request, asked.paper, inline=True)  # type: ignore[return-value]


@require_POST
@rights_case
def correct(request: HttpRequest, asked: RightsRequest) -> HttpResponse:
    form = CorrectForm(request.POST, asked=asked) if asked.is_correction else None
    if form is None or not form.is_valid():
        return case_page(request, asked, status=UNPROCESSABLE, correct_form=form)
    correction.correct(asked, values=form.values(), note=form.cleaned_data["note"], by=request.user)  # type: ignore[arg-type]
    return back(request, asked, _("The file is put right. The person was told."))


@require_POST
@rights_case
def refuse(request: HttpRequest, asked: RightsRequest) -> HttpResponse:
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return case_page(request, asked, status=UNPROCESSABLE, refuse_form=form)
    actions.refuse(asked, reason=form.cleaned_data["reason"], by=request.user)  # type: ignore[arg-type]
    return back(request, asked, _("The refusal is kept. The person was told."))


@require_POST
@rights_case
def confirm(request: HttpRequest, asked: RightsRequest) -> HttpResponse:
    erasure.confirm(asked, by=request.user)  # type: ignore[arg-type]
    return back(request, asked, _("The erasure is confirmed. It is done in the background."))


@require_safe
@retention_desk
def retention_home(request: HttpRequest) -> HttpResponse:
    """Reports, what is planned when, the rules, and held files."""
    return retention_page(request)


@require_POST
@retention_desk
def stop(request: HttpRequest, line: UUID) -> HttpResponse:
    keeping.stop(get_object_or_404(RetentionLine, pk=line), by=request.user)  # type: ignore[arg-type]
    messages.success(request, _("Stopped. Nothing more of this rule is removed by this report."))
    return redirect("people_retention")


@require_POST
@retention_desk
def set_rule(request: HttpRequest, code: str) -> HttpResponse:
    form = RuleForm(request.POST, auto_id=False)
    if retention.rule(code) is None:
        raise Http404
    if not form.is_valid():
        return retention_page(request, status=UNPROCESSABLE, failed={code: form})
    keeping.set_rule(code, by=request.user, **form.cleaned_data)  # type: ignore[arg-type]
    messages.success(request, _("The rule is kept."))
    return redirect("people_retention")


@require_POST
@retention_desk
def hold(request: HttpRequest) -> HttpResponse:
    form = HoldForm(request.POST)
    if not form.is_valid():
        return retention_page(request, status=UNPROCESSABLE, hold_form=form)
    data = form.cleaned_data
    keeping.hold(data["reference"], reason=data["reason"], by=request.user)  # type: ignore[arg-type]
    messages.success(request, _("The file is held. Nothing of it is removed."))
    return redirect("people_retention")


@require_POST
@retention_desk
def lift(request: HttpRequest, hold: UUID) -> HttpResponse:
    keeping.lift(get_object_or_404(Hold, pk=hold), by=request.user)  # type: ignore[arg-type]
    messages.success(request, _("The file is not held any more."))
    return redirect("people_retention")


def back(request: HttpRequest, asked: RightsRequest, told: str) -> HttpResponse:
    messages.success(request, told)
    return redirect("people_rights_case", rights=asked.reference)


def case_page(request: HttpRequest, asked: RightsRequest, *, status: int = 200, **given: Any) -> HttpResponse:
    """The request with the forms that the colleague may use now; `given` replaces any of them."""
    user: Any = request.user
    decides = rules.can_decide(user, asked) and asked.is_open
    context = {
        "asked": asked,
        "decides": decides,
        "has_a_part": registry.has_a_part(user, asked.person),
        "obstacles": registry.obstacles(asked.person) if asked.is_erasure and asked.is_open else [],
        "correct_form": CorrectForm(asked=asked) if decides and asked.is_correction else None,
        "refuse_form": AnswerForm(),
        **{name: form for name, form in given.items() if form is not None},
        **header(asked.reference, [(reverse("people_rights"), _("Requests about data"))]),
    }
    return TemplateResponse(request, "people/admin/rights_case.html", context, status=status)


def retention_page(
    request: HttpRequest, *, status: int = 200, failed: dict[str, RuleForm] | None = None, **given: Any
) -> HttpResponse:
    """Everything on one screen."""
    page = Paginator(queries.reports(), PAGE_SIZE).get_page(request.GET.get("page"))
    rows = [
        {"set": each, "form": (failed or {}).get(each.rule.code) or RuleForm(initial=vars(each), auto_id=False)}
        for each in retention.all_set()
    ]
    context = {
        "page_obj": page,
        "rules": rows,
        "holds": queries.holds(),
        "hold_form": HoldForm(),
        **given,
        **header(_("How long data is kept"), []),
    }
    return TemplateResponse(request, "people/admin/retention.html", context, status=status)


def header(title: str, above: list[tuple[str, str]]) -> dict[str, Any]:
    """Title and way back, as Wagtail's pages show them."""
    way = [(reverse("wagtailadmin_home"), _("Home")), *above, ("", title)]
    crumbs = [{"url": url, "label": label} for url, label in way]
    return {"header_title": title, "header_icon": "lock", "breadcrumbs_items": crumbs}
