"""The doors of signing in, on allauth's own views. What is wrong is said on the page, with a 4xx."""

import time
from http import HTTPStatus
from typing import Any

from allauth.account import views as account_views
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.internal.stagekit import clear_login
from allauth.account.utils import get_next_redirect_url
from allauth.mfa.base import views as second_factor_views
from django import forms
from django.contrib.auth import REDIRECT_FIELD_NAME
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.actions import open_account
from accounts.codes import seconds_to_wait
from accounts.forms import RequestLoginCodeForm
from accounts.limits import TooMany, count_code
from accounts.models import User

UNPROCESSABLE = HTTPStatus.UNPROCESSABLE_ENTITY
GONE = HTTPStatus.GONE
TOO_MANY = HTTPStatus.TOO_MANY_REQUESTS


class Refusing:
    """A form that cannot be accepted answers 422 and keeps what was typed; 429 when it was tried too often."""

    def form_invalid(self, form: forms.Form) -> HttpResponse:
        response: HttpResponse = super().form_invalid(form)  # type: ignore[misc]
        if response.status_code == HTTPStatus.OK:
            response.status_code = TOO_MANY if form.has_error("__all__", "too_many") else UNPROCESSABLE
        return response


class EnterView(Refusing, account_views.RequestLoginCodeView):
    """The one door: type a mobile number or an e-mail, get a code. Known or new, the answer is the same (R9)."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if "again" in request.GET:  # Somebody mistyped the address: forget the code that waits.
            clear_login(request)
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "by": _way(self.request)}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return {**super().get_context_data(**kwargs), "by": _way(self.request)}

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            count_code(self.request, form.address)
        except TooMany as fault:
            return ask_again(self.request, form.address, later_words(fault), TOO_MANY, seconds=fault.seconds)
        form._user = account_of(form)
        return super().form_valid(form)


class ConfirmCodeView(Refusing, account_views.ConfirmLoginCodeView):
    """The code that came by message; an expired one is answered with the way to a new one."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        process = LoginCodeVerificationProcess(stage=request._login_stage)  # type: ignore[attr-defined]
        if request.method == "POST" and not (process.is_valid() and is_still_theirs(process)):
            clear_login(request)
            return ask_again(request, address_in(process), _("The code has expired. Ask for a new one."), GONE)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        wait = seconds_to_wait(self._process.state["at"])
        return {**super().get_context_data(**kwargs), "wait": wait}

    def _resend_form_valid(self, form: forms.Form) -> HttpResponse:
        try:
            resend(self.request, self._process)
        except TooMany as fault:
            context = self.get_context_data(told=later_words(fault))
            return self.render_to_response(
                {**context, "form": None, "verify_form": self._code_form()},
                status=TOO_MANY,
                headers={"Retry-After": str(fault.seconds)},
            )
        return super()._resend_form_valid(form)

    def _code_form(self) -> forms.Form:
        self.__dict__["_action"] = "verify"
        form: forms.Form = self.get_form_class()(code="")
        return form

    def form_invalid(self, form: forms.Form) -> HttpResponse:
        if form.has_error("code", "required") or form.has_error("code", "shape"):  # A slip, not a guess.
            return self.render_to_response(self.get_context_data(form=form), status=UNPROCESSABLE)
        if self._process.state["failed_attempts"] + 1 >= self._process.max_attempts:
            self._process.abort()
            told = _("The code was wrong too many times. Ask for a new one.")
            return ask_again(self.request, address_in(self._process), told, TOO_MANY)
        return super().form_invalid(form)


class LoginView(Refusing, account_views.LoginView):
    """E-mail or mobile with a password."""


class AuthenticateView(Refusing, second_factor_views.AuthenticateView):
    """The second factor."""

    def form_invalid(self, form: forms.Form) -> HttpResponse:
        response = super().form_invalid(form)
        if form.has_error("code", "too_many_login_attempts"):
            response.status_code = TOO_MANY
        return response


def account_of(form: RequestLoginCodeForm) -> User:
    """The account of what was typed, opened when there is none; the same steps for both, so the same time."""
    data = form.cleaned_data
    return open_account(mobile=data.get("phone"), email=data.get("email"))


def resend(request: HttpRequest, process: LoginCodeVerificationProcess) -> None:
    """Make room for a new code, which lives its whole time and ends the one before. Raises TooMany."""
    wait = seconds_to_wait(process.state["at"])
    if wait:
        raise TooMany.of(wait)
    count_code(request, address_in(process))
    process.state["at"] = time.time()


def is_still_theirs(process: LoginCodeVerificationProcess) -> bool:
    """Whether the account still has the address that the code went to: it may have been changed meanwhile."""
    user = process.user
    return isinstance(user, User) and address_in(process) in (user.mobile, user.email)


def address_in(process: LoginCodeVerificationProcess) -> str:
    return str(process.state.get("phone") or process.state.get("email") or "")


def ask_again(request: HttpRequest, address: str, told: str, status: int, *, seconds: int = 0) -> HttpResponse:
    """The first door again, with the address as it was typed, the reason why, and the way that was being gone."""
    onward = {"redirect_field_name": REDIRECT_FIELD_NAME, "redirect_field_value": get_next_redirect_url(request)}
    by = "email" if "@" in address else "phone"
    form = RequestLoginCodeForm(initial={by: address}, by=by)
    context = {"form": form, "by": by, "told": told, **onward}
    response = render(request, "account/request_login_code.html", context, status=status)
    if seconds:
        response.headers["Retry-After"] = str(seconds)
    return response


def later_words(fault: TooMany) -> str:
    """When to try again, and whom to turn to."""
    if fault.seconds < 60:
        told = ngettext(
            "Please wait %(count)d second, then try again.",
            "Please wait %(count)d seconds, then try again.",
            fault.seconds,
        )
        return told % {"count": fault.seconds}
    told = ngettext(
        "This was asked for many times. Wait %(count)d minute, then try again.",
        "This was asked for many times. Wait %(count)d minutes, then try again.",
        fault.minutes,
    )
    help_words = _("You can also reach us: see the foot of this page.")
    return f"{told % {'count': fault.minutes}} {help_words}"


def too_many(request: HttpRequest, seconds: int = 60) -> HttpResponse:
    """A page of its own for too many tries, with when to come back (handler429)."""
    context = {"told": later_words(TooMany.of(seconds))}
    response = render(request, "429.html", context, status=TOO_MANY)
    response.headers["Retry-After"] = str(seconds)
    return response


def _way(request: HttpRequest) -> str:
    is_email = "email" in request.POST if request.method == "POST" else request.GET.get("by") == "email"
    return "email" if is_email else "phone"
