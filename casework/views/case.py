"""One case on one screen, and the acts on it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from applications.enums import DeclineReason
from applications.models import Application
from applications.refusals import Refused
from applications.wording import standing
from attachments.queries import respond
from casework import actions, queries, rules
from casework.forms import DecisionForm, RevealForm, SendBackForm
from sealing.references import BadReference, parse

UNPROCESSABLE = 422
Door = Callable[..., HttpResponse]


def staff_case(view: Door) -> Door:
    """Hands the view a case that the colleague may open; own, draft and missing ones look the same: 404."""

    @never_cache
    @wraps(view)
    def opened(request: HttpRequest, reference: str, **kwargs: Any) -> HttpResponse:
        user: Any = request.user
        if not rules.sees_queue(user):
            raise PermissionDenied
        try:
            case = queries.one(user, parse(reference))
        except (BadReference, Application.DoesNotExist):
            raise Http404 from None
        try:
            return view(request, case, **kwargs)
        except Refused as refusal:
            messages.error(request, str(refusal.message))
            return shown(request, queries.one(user, case.reference), status=refusal.status)

    return opened


@require_safe
@staff_case
def detail(request: HttpRequest, case: Application) -> HttpResponse:
    """The case page; opening it leaves a row."""
    actions.note_opened(case, by=request.user)  # type: ignore[arg-type]
    return shown(request, case)


@require_POST
@staff_case
def begin(request: HttpRequest, case: Application) -> HttpResponse:
    actions.begin_matching(case, by=request.user)  # type: ignore[arg-type]
    return back(request, case, _("The request is yours now. You can match its papers."))


@require_POST
@staff_case
def match(request: HttpRequest, case: Application, key: str) -> HttpResponse:
    undo = "undo" in request.POST
    act = actions.unmatch_paper if undo else actions.match_paper
    act(case, key, by=request.user)  # type: ignore[arg-type]
    return back(request, case, _("The matching was undone.") if undo else _("The paper is matched."))


@require_POST
@staff_case
def send_back(request: HttpRequest, case: Application) -> HttpResponse:
    form = send_back_form(case, request.POST)
    if not form.is_valid():
        return shown(request, case, status=UNPROCESSABLE, send_back=form)
    actions.send_back(case, problems=form.problems(), note=form.cleaned_data["note"], by=request.user)  # type: ignore[arg-type]
    return back(request, case, _("The person was asked to complete what is missing."))


@require_POST
@staff_case
def refer(request: HttpRequest, case: Application) -> HttpResponse:
    actions.send_to_committee(case, by=request.user)  # type: ignore[arg-type]
    return back(request, case, _("The request is with the committee. The person was told."))


@require_POST
@staff_case
def decide(request: HttpRequest, case: Application) -> HttpResponse:
    form = DecisionForm(request.POST, is_early=actions.is_early(case) and case.is_at_committee)
    if not form.is_valid():
        return shown(request, case, status=UNPROCESSABLE, decision_form=form)
    data, by = form.cleaned_data, request.user
    given = {"by": by, "reason": data["reason"], "early_reason": data["early_reason"]}
    if data["outcome"] == "approve":
        actions.approve(case, **given)
    else:
        actions.reject(case, reason_code=DeclineReason(data["reason_code"]), **given)
    return back(request, case, _("The decision is kept. The person was told."))


@require_POST
@staff_case
def reveal(request: HttpRequest, case: Application) -> HttpResponse:
    """The full identity number on this one answer, against a reason that is kept."""
    form = RevealForm(request.POST)
    if not form.is_valid():
        return shown(request, case, status=UNPROCESSABLE, reveal_form=form)
    number = actions.reveal_identity(case, by=request.user, reason=form.cleaned_data["why"])  # type: ignore[arg-type]
    return shown(request, case, identity_number=number)


@require_safe
@staff_case
def paper_file(request: HttpRequest, case: Application, key: str) -> HttpResponse:
    """A paper of the case; opening it leaves a row."""
    paper = case.papers.select_related("attachment").filter(key=key, attachment__isnull=False).first()
    if paper is None or paper.attachment is None:
        raise Http404
    actions.note_opened(case, by=request.user, paper=key)  # type: ignore[arg-type]
    return respond(paper.attachment)  # type: ignore[return-value]


def back(request: HttpRequest, case: Application, told: str) -> HttpResponse:
    messages.success(request, told)
    return redirect("casework:case", reference=case.reference)


def send_back_form(case: Application, data: Any = None) -> SendBackForm:
    return SendBackForm(data, papers=[(paper["key"], paper["name"]) for paper in case.form["papers"]])


def shown(request: HttpRequest, case: Application, *, status: int = 200, **given: Any) -> HttpResponse:
    """The case page with the forms that the colleague may use now; `given` replaces any of them."""
    user: Any = request.user
    early = actions.is_early(case)
    context: dict[str, Any] = {
        "page": queries.case_page(case),
        "case": case,
        "standing": standing(case),
        "can_match": rules.can_match(user, case),
        "can_decide": rules.can_decide(user, case) and case.is_at_committee,
        "had_a_part": rules.had_a_part(user, case) and case.is_at_committee,
        "is_early": early,
        "send_back": send_back_form(case),
        "decision_form": DecisionForm(is_early=early),
        "reveal_form": RevealForm(),
        "header_title": case.reference,
        "header_icon": "form",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": _("Home")},
            {"url": reverse("casework:queue"), "label": _("Requests")},
            {"url": "", "label": case.reference},
        ],
    }
    forms_given: dict[str, forms.Form | str] = given
    return TemplateResponse(request, "casework/case.html", {**context, **forms_given}, status=status)
