"""The page of the declaration: read, tick, ask for the code, sign."""

from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts.models import User
from applications.actions import ONLY_THE_PERSON_SIGNS, SENT_ALREADY
from applications.asking.actions import asked_at
from applications.asking.queries import DECLARATION
from applications.declaration import agreement_in_force, fingerprint, version_of
from applications.models import Application, SigningCode
from applications.refusals import CONFLICT, TOO_MANY, UNPROCESSABLE, Refused
from applications.signing import actions, queries
from applications.signing.actions import CodeRefused
from applications.signing.forms import DeclarationForm
from applications.steps import progress_of
from applications.views.doors import acting_in, own_case
from applications.views.pages import onward
from office.queries import settings as office_settings
from people.helping.enums import HelperScope

TICKS = ("is_true", "notice_seen")


@require_http_methods(["GET", "HEAD", "POST"])
@own_case(scope=HelperScope.REQUESTS_FILL)
def declaration(request: HttpRequest, case: Application) -> HttpResponse:
    """The declaration and the committee notice; the code signs and sends the request, twice as once."""
    if acting_in(request).is_entering:
        return redirect("intake:entry", reference=case.reference)
    if acting_in(request).is_helping:
        raise Refused(ONLY_THE_PERSON_SIGNS, CONFLICT)
    if request.method == "POST" and case.was_submitted and not case.is_waiting:
        return redirect("applications:done", reference=case.reference)
    if not case.is_editable:
        raise Refused(SENT_ALREADY, CONFLICT)
    progress = progress_of(case)
    if not progress.is_complete():
        return redirect(onward(case, progress))
    if not case.is_ready_to_sign:
        return redirect(case.check_url())
    agreement = agreement_in_force()
    seen = {"answers_hash": fingerprint(progress), "text_version": version_of(agreement.text)}
    sent = queries.code_for(case, **seen)
    if request.POST.get("action") == "again":
        if sent:  # Both sentences were ticked when the first one was asked for.
            actions.ask_code(case, by=_signer(request), **seen)
        return redirect(_here(case))
    form = _form(request, seen, sent)
    if form.is_valid() and (onwards := _acted(request, case, form)):
        return onwards
    context = {"case": case, "form": form, "agreement": agreement, "numbers": office_settings()}
    context |= {"address": _address(request), "sent": sent, "wait": queries.seconds_to_wait(sent) if sent else 0}
    context["asked"] = asked_at(case, DECLARATION, by=_signer(request))
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "applications/declaration.html", context, status=status)


def _form(request: HttpRequest, seen: dict[str, str], sent: SigningCode | None) -> DeclarationForm:
    """It asks for the code once one was sent for what is shown; then the ticks are those that asked for it."""
    if request.method == "POST":
        signs = sent is not None and request.POST.get("action") != "send"
        return DeclarationForm(request.POST, initial=seen, asks_code=signs)
    ticked: dict[str, Any] = dict.fromkeys(TICKS, True) if sent else {}
    return DeclarationForm(initial={**seen, **ticked}, asks_code=sent is not None and sent.is_alive)


def _acted(request: HttpRequest, case: Application, form: DeclarationForm) -> HttpResponse | None:
    """Send the code, or sign with it; None when the form says why not."""
    shown = {name: form.cleaned_data[name] for name in ("answers_hash", "text_version")}
    try:
        if "code" in form.fields:
            actions.sign(case, by=_signer(request), code=form.cleaned_data["code"], **shown)
            return redirect("applications:done", reference=case.reference)
        actions.ask_code(case, by=_signer(request), **shown)
        return redirect(_here(case))
    except CodeRefused as refusal:
        form.add_error("code", refusal.message)  # type: ignore[arg-type]
    except Refused as refusal:
        if refusal.status != TOO_MANY:
            raise
        form.add_error(None, refusal.message)  # type: ignore[arg-type]
    return None


def _here(case: Application) -> str:
    return reverse("applications:declaration", args=[case.reference]) + "#id_code"


def _signer(request: HttpRequest) -> User:
    return cast(User, request.user)


def _address(request: HttpRequest) -> str:
    found = queries.own_address(_signer(request))
    return found[1] if found else ""
