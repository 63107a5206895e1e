"""One case on one screen, and the acts on it."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

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
from applications.queries import paper_file as paper_file_of
from applications.refusals import Refused
from applications.steps import steps_of
from applications.wording import standing
from attachments.queries import respond
from casework import actions, queries, rules
from casework.assigning.queries import others_who_match
from casework.auditing.rules import may_export
from casework.cards import cards_of
from casework.forms import DecisionForm, RevealForm, SendBackForm
from casework.replies.inserting import is_asked, with_words
from casework.replies.queries import offered
from casework.studying.forms import HandOverForm
from casework.studying.queries import is_studied, researchers
from people.rules import sees_files
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
    if is_asked(request.POST):
        return shown(request, case, send_back=send_back_form(case, initial=with_words(request.POST, "note")))
    form = send_back_form(case, request.POST)
    if not form.is_valid():
        return shown(request, case, status=UNPROCESSABLE, send_back=form)
    asked = {"problems": form.problems(), "corrections": form.corrections(), "note": form.cleaned_data["note"]}
    actions.send_back(case, by=request.user, **asked)  # type: ignore[arg-type]
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
def paper_file(request: HttpRequest, case: Application, key: str, file: UUID) -> HttpResponse:
    """A file of the case; opening it leaves a row.

    Pictures and PDFs are shown in the browser, in a sandbox, instead of being saved: a paper that a colleague only
    looks at must not stay in the downloads of an office computer.
    """
    attachment = paper_file_of(case, key, file)
    if attachment is None:
        raise Http404
    if attachment.is_open:
        actions.note_opened(case, by=request.user, paper=key)  # type: ignore[arg-type]
    return respond(request, attachment, inline=True)  # type: ignore[return-value]


def back(request: HttpRequest, case: Application, told: str) -> HttpResponse:
    messages.success(request, told)
    return redirect("casework:case", reference=case.reference)


def send_back_form(case: Application, data: Any = None, **given: Any) -> SendBackForm:
    pages = [(step.slug, step.title) for step in steps_of(case) if not step.paper]
    papers = [(paper["key"], paper["name"]) for paper in case.form["papers"]]
    return SendBackForm(data, papers=papers, pages=pages, **given)


def shown(request: HttpRequest, case: Application, *, status: int = 200, **given: Any) -> HttpResponse:
    """The case page with the forms that the colleague may use now; `given` replaces any of them."""
    user: Any = request.user
    early = actions.is_early(case)
    main, beside = cards_of(request, case)
    is_for_study = queries.needs_study(case)
    context: dict[str, Any] = {
        "page": queries.case_page(case),
        "case": case,
        "standing": standing(case),
        "sees_files": sees_files(user),
        "may_export": may_export(user, case),
        "can_match": rules.can_match(user, case),
        "others": others_who_match(user, case),
        "can_study": rules.can_study(user, case),
        "can_send_back": rules.can_send_back(user, case),
        "needs_study": is_for_study,
        "is_studied": is_studied(case),
        "hand_over": HandOverForm(
            people=researchers(case) if case.is_being_matched and queries.needs_study(case) else []
        ),
        "can_decide": rules.can_decide(user, case) and case.is_at_committee,
        "had_a_part": rules.had_a_part(user, case) and case.is_at_committee,
        "is_early": early,
        "send_back": send_back_form(case),
        "templates": offered(case.person.recipient.language),
        "decision_form": DecisionForm(is_early=early),
        "reveal_form": RevealForm(),
        "main_cards": main,
        "beside_cards": beside,
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
