"""Signing before a colleague: print the sheet and bring it back signed, or write the code that the person tells."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.http import require_http_methods, require_safe

from applications.declaration import agreement_in_force, fingerprint, version_of
from applications.models import Application
from applications.refusals import UNPROCESSABLE, Refused
from applications.rules import enters
from applications.signing import actions, paper, queries
from applications.signing.actions import CodeRefused
from applications.steps import Progress, progress_of
from casework.intake.doors import desk, shown
from casework.intake.views import entry_page
from casework.witnessing.actions import print_sheet
from casework.witnessing.forms import SheetForm, SpokenForm

FORMS: dict[str, type[forms.Form]] = {"paper": SheetForm, "code": SpokenForm}


@require_http_methods(["GET", "HEAD", "POST"])
@desk
def sign(request: HttpRequest, case: Application) -> HttpResponse:
    """Both ways to sign, and the acts on them."""
    progress = progress_of(case)
    if not (enters(_user(request), case) and case.is_ready_to_sign and progress.is_complete()):
        return entry_page(request, case)  # It says what comes first, or that it is done.
    seen = _seen(case, progress)
    act = request.POST.get("action", "")
    form = FORMS[act](request.POST, request.FILES) if act in FORMS else None
    try:
        if act == "send":
            actions.ask_code(case, by=_user(request), **seen)
            return redirect("intake:sign", reference=case.reference)
        if form and form.is_valid() and _signed(request, case, act, form):
            messages.success(request, _("The request is signed and sent."))
            return redirect("intake:entry", reference=case.reference)
    except Refused as refusal:
        messages.error(request, str(refusal.message))
        return _page(request, case, seen, {}, status=refusal.status)
    status = UNPROCESSABLE if request.method == "POST" else 200
    return _page(request, case, seen, {act: form} if form else {}, status=status)


@require_safe
@desk
def sheet(request: HttpRequest, case: Application) -> HttpResponse:
    """The sheet to print: the answers, the exact words, and the check number. Printing it leaves a row."""
    if not (enters(_user(request), case) and case.is_ready_to_sign):
        return entry_page(request, case)
    name = {"Content-Disposition": f'inline; filename="{case.reference}.pdf"'}
    return HttpResponse(print_sheet(case, by=_user(request)), content_type="application/pdf", headers=name)


def _signed(request: HttpRequest, case: Application, act: str, form: forms.Form) -> bool:
    """Whether the one action of the form sent the request; else the form says why not."""
    given = form.cleaned_data
    if act == "paper":
        told = {name: given[name] for name in ("scan", "answers_hash", "text_version", "notice_seen")}
        actions.sign_on_paper(case, by=_user(request), **told)
        return True
    try:
        actions.sign_by_spoken_code(case, by=_user(request), code=given["code"])
    except CodeRefused as refusal:
        form.add_error("code", str(refusal.message))
        return False
    return True


def _page(
    request: HttpRequest, case: Application, seen: dict[str, str], bound: dict[str, Any], *, status: int
) -> HttpResponse:
    sent = queries.code_for(case, **seen)
    alive = sent is not None and sent.is_alive
    with override(case.person.recipient.language):
        agreement = agreement_in_force()
    context = {
        "case": case,
        "agreement": agreement,
        "check": paper.check_number(seen["answers_hash"]),
        "paper_form": bound.get("paper") or SheetForm(initial=seen, auto_id="id_paper_%s"),
        "code_form": bound.get("code") or (SpokenForm(auto_id="id_code_%s") if alive else None),
        "wait": queries.seconds_to_wait(sent) if sent and alive else 0,
    }
    return shown(request, "sign", context, title=_("Signature"), status=status)


def _seen(case: Application, progress: Progress) -> dict[str, str]:
    """What is signed now, in the person's language."""
    with override(case.person.recipient.language):
        return {"answers_hash": fingerprint(progress), "text_version": version_of(agreement_in_force().text)}


def _user(request: HttpRequest) -> Any:
    return request.user
