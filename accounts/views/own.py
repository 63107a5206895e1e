"""“Sign-in and security”: what someone signed in sees and changes of their own ways in (R9)."""

from functools import wraps
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import get_next_redirect_url
from django import forms
from django.contrib import messages
from django.contrib.auth import REDIRECT_FIELD_NAME, update_session_auth_hash
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from accounts import codes, queries, security
from accounts.codes import Pending, Verdict
from accounts.enums import Address
from accounts.forms import CodeForm, NewEmailForm, NewMobileForm, NewPasswordForm
from accounts.limits import TooMany
from accounts.models import User
from accounts.rules import is_fresh
from accounts.views.doors import later_words

PROVE, CHANGE = "prove", "change"
NEW_ADDRESS = {Address.MOBILE: NewMobileForm, Address.EMAIL: NewEmailForm}
WORDS = {
    Verdict.WRONG: gettext_lazy("The code is not right. Look at the newest message."),
    Verdict.SPENT: gettext_lazy("The code was wrong too many times. Ask for a new one."),
    Verdict.GONE: gettext_lazy("The code has expired. Ask for a new one."),
}
CHANGED = {
    Address.MOBILE: gettext_lazy("Your mobile number is changed."),
    Address.EMAIL: gettext_lazy("Your e-mail is changed."),
}


def proof_required(view: Any) -> Any:
    """Asks the owner to prove themselves once more, unless they did so in the last minutes."""

    @wraps(view)
    def proven(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not is_fresh(request):
            door = get_adapter().get_reauthentication_methods(request.user)[0]["url"]
            return redirect(f"{door}?{urlencode({REDIRECT_FIELD_NAME: request.get_full_path()})}")
        answer: HttpResponseBase = view(request, *args, **kwargs)
        return answer

    return never_cache(login_required(proven))


@require_safe
@never_cache
@login_required
def security_page(request: HttpRequest) -> HttpResponse:
    """Every way in, and the way to change each."""
    return render(request, "account/security.html", {"ways": queries.ways_in(_owner(request))})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def prove(request: HttpRequest) -> HttpResponse:
    """A code to an address of the account: proof that its owner sits here."""
    owner, onward = _owner(request), get_next_redirect_url(request) or reverse("account_security")
    pending = codes.waiting(request, PROVE)
    chosen = request.POST.get("to", "")
    if chosen in Address.values:
        return _send_proof(request, owner, Address(chosen), onward)
    if pending is None or pending.address not in _addresses(owner).values():
        return _page(request, "account/prove.html", {"addresses": _addresses(owner), "onward": onward})
    form = CodeForm(request.POST or None)
    context = {"form": form, "pending": pending, "onward": onward, "wait": codes.seconds_to_wait(pending.at)}
    if request.method != "POST":
        return _page(request, "account/prove.html", context)
    verdict = _checked(request, PROVE, form)
    if verdict is not Verdict.RIGHT:
        return _page(request, "account/prove.html", _with_addresses(context, verdict, owner), _status(verdict))
    record_authentication(request, owner, method="code", reauthenticated=True)
    return redirect(onward)


def _send_proof(request: HttpRequest, owner: User, kind: Address, onward: str) -> HttpResponse:
    address, context = _addresses(owner).get(kind), {"addresses": _addresses(owner), "onward": onward}
    if address is None:
        return _page(request, "account/prove.html", context, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        codes.issue_unhurried(request, PROVE, kind, address)
    except TooMany as fault:
        return _page(request, "account/prove.html", {**context, "told": later_words(fault)}, fault)
    return redirect(f"{reverse('account_prove')}?{urlencode({REDIRECT_FIELD_NAME: onward})}")


@require_http_methods(["GET", "HEAD", "POST"])
@proof_required
def change_address(request: HttpRequest, kind: Address) -> HttpResponse:
    """A new mobile number or e-mail: a code goes to it, whoever may have it already."""
    form = NEW_ADDRESS[kind](request.POST or None)
    context = {"form": form, "kind": kind, "ways": queries.addresses_of(_owner(request))}
    if request.method != "POST":
        return _page(request, "account/change_address.html", context)
    if not form.is_valid():
        return _page(request, "account/change_address.html", context, HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        codes.issue(request, CHANGE, kind, form.cleaned_data["address"])
    except TooMany as fault:
        return _page(request, "account/change_address.html", {**context, "told": later_words(fault)}, fault)
    return redirect("account_confirm_address")


@require_http_methods(["GET", "HEAD", "POST"])
@proof_required
def confirm_address(request: HttpRequest) -> HttpResponse:
    """The code that went to the new address. Right, it takes the place of the old one."""
    pending = codes.waiting(request, CHANGE)
    if pending is None:
        return redirect("account_security")
    if request.POST.get("action") == "resend":
        return _send_again(request, pending)
    form = CodeForm(request.POST or None)
    context = {"form": form, "pending": pending, "wait": codes.seconds_to_wait(pending.at)}
    if request.method != "POST":
        return _page(request, "account/confirm_address.html", context)
    verdict = _checked(request, CHANGE, form)
    if verdict is not Verdict.RIGHT:
        return _page(
            request, "account/confirm_address.html", {**context, "is_over": _is_over(verdict)}, _status(verdict)
        )
    return _take_over(request, pending)


def _take_over(request: HttpRequest, pending: Pending) -> HttpResponse:
    kind = Address(pending.kind)
    if not security.change_address(_owner(request), kind, pending.address):
        # Nothing tells whose it is: the same words for an account of any kind.
        told = _("We could not put this in your account. Reach us, and we will help: see the foot of this page.")
        return _page(request, "account/confirm_address.html", {"told": told, "is_over": True}, HTTPStatus.CONFLICT)
    messages.success(request, CHANGED[kind])
    return redirect("account_security")


def _send_again(request: HttpRequest, pending: Pending) -> HttpResponse:
    try:
        codes.issue_unhurried(request, CHANGE, Address(pending.kind), pending.address)
    except TooMany as fault:
        context = {"form": CodeForm(), "pending": pending, "wait": codes.seconds_to_wait(pending.at)}
        return _page(request, "account/confirm_address.html", {**context, "told": later_words(fault)}, fault)
    return redirect("account_confirm_address")


@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
@proof_required
def set_password(request: HttpRequest) -> HttpResponse:
    """A password, for whoever wants one. Every other session ends by it."""
    form = NewPasswordForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        here = request.session.session_key or ""
        user = security.set_password(_owner(request), form.cleaned_data["password"], but=here)
        update_session_auth_hash(request, user)
        messages.success(request, _("Your password is kept."))
        return redirect("account_security")
    status = HTTPStatus.UNPROCESSABLE_ENTITY if request.method == "POST" else HTTPStatus.OK
    return _page(request, "account/set_password.html", {"form": form}, status)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def sessions(request: HttpRequest) -> HttpResponse:
    """Where the account is signed in, and the one button that signs out everywhere else."""
    if request.method == "POST":
        security.end_other_sessions(_owner(request), but=request.session.session_key or "")
        messages.success(request, _("You are signed out everywhere else."))
        return redirect("usersessions_list")
    kept = queries.told(queries.live_sessions(_owner(request)), request)
    return render(request, "usersessions/usersession_list.html", {"sessions": kept})


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def not_me(request: HttpRequest, token: str) -> HttpResponse:
    """“It wasn't me”, out of a message: asks once more, then shuts everyone out. A used link and none look the same."""
    alarm = security.alarm_of(token)
    if alarm is None:
        raise Http404
    if request.method != "POST":
        return render(request, "account/not_me.html", {"kind": alarm.kind})
    if not security.disavow(alarm):
        raise Http404
    return render(request, "account/not_me_done.html")


def _checked(request: HttpRequest, slot: str, form: CodeForm) -> Verdict:
    """What a typed code is worth; the words of it stand at the field."""
    if not form.is_valid():
        return Verdict.WRONG  # A slip, not a guess.
    verdict = codes.verify(request, slot, form.cleaned_data["code"])
    if verdict is not Verdict.RIGHT:
        form.add_error("code", forms.ValidationError(WORDS[verdict]))
    return verdict


def _is_over(verdict: Verdict) -> bool:
    return verdict in (Verdict.SPENT, Verdict.GONE)


def _with_addresses(context: dict[str, Any], verdict: Verdict, owner: User) -> dict[str, Any]:
    if not _is_over(verdict):
        return context
    return {"addresses": _addresses(owner), "onward": context["onward"], "told": WORDS[verdict]}


def _status(verdict: Verdict) -> HTTPStatus:
    over = {Verdict.SPENT: HTTPStatus.TOO_MANY_REQUESTS, Verdict.GONE: HTTPStatus.GONE}
    return over.get(verdict, HTTPStatus.UNPROCESSABLE_ENTITY)


def _page(
    request: HttpRequest, template: str, context: dict[str, Any], status: HTTPStatus | TooMany = HTTPStatus.OK
) -> HttpResponse:
    if isinstance(status, TooMany):
        response = render(request, template, context, status=HTTPStatus.TOO_MANY_REQUESTS)
        response.headers["Retry-After"] = str(status.seconds)
        return response
    return render(request, template, context, status=status)


def _addresses(owner: User) -> dict[Address, str]:
    return {kind: address for kind, address in queries.addresses_of(owner).items() if address}


def _owner(request: HttpRequest) -> User:
    assert isinstance(request.user, User)
    return request.user
