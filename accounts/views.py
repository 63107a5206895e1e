"""The doors of signing in, on allauth's own views. What is wrong is said on the page, with a 4xx."""

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

from accounts.actions import open_account
from accounts.forms import RequestLoginCodeForm

UNPROCESSABLE = 422
GONE = 410
TOO_MANY = 429


class Refusing:
    """A form that cannot be accepted answers 422 and keeps what was typed."""

    def form_invalid(self, form: forms.Form) -> HttpResponse:
        response: HttpResponse = super().form_invalid(form)  # type: ignore[misc]
        if response.status_code == HttpResponse.status_code:
            response.status_code = UNPROCESSABLE
        return response


class EnterView(Refusing, account_views.RequestLoginCodeView):
    """The one door: type a mobile number, get a code. Known or new, the answer is the same (R9)."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if "again" in request.GET:  # Somebody mistyped the number: forget the code that waits.
            clear_login(request)
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form: Any) -> HttpResponse:
        form._user = form._user or open_account(mobile=form.cleaned_data["phone"])
        return super().form_valid(form)


class ConfirmCodeView(Refusing, account_views.ConfirmLoginCodeView):
    """The code that came by message; an expired one is answered with the way to a new one."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        stage = request._login_stage  # type: ignore[attr-defined]
        mobile = stage.state.get("phone", "")
        if request.method == "POST" and not LoginCodeVerificationProcess(stage=stage).is_valid():
            clear_login(request)
            return ask_again(request, mobile, _("The code has expired. Ask for a new one."), GONE)
        return super().dispatch(request, *args, **kwargs)

    def form_invalid(self, form: forms.Form) -> HttpResponse:
        if form.has_error("code", "required") or form.has_error("code", "shape"):  # A slip, not a guess.
            return self.render_to_response(self.get_context_data(form=form), status=UNPROCESSABLE)
        mobile = self._process.state.get("phone", "")
        if self._process.state["failed_attempts"] + 1 >= self._process.max_attempts:
            self._process.abort()
            told = _("The code was wrong too many times. Ask for a new one.")
            return ask_again(self.request, mobile, told, TOO_MANY)
        return super().form_invalid(form)


class LoginView(Refusing, account_views.LoginView):
    """E-mail or mobile with a password."""


class AuthenticateView(Refusing, second_factor_views.AuthenticateView):
    """The second factor."""


def ask_again(request: HttpRequest, mobile: str, told: str, status: int) -> HttpResponse:
    """The first door again, with the number as it was typed, the reason why, and the way that was being gone."""
    onward = {"redirect_field_name": REDIRECT_FIELD_NAME, "redirect_field_value": get_next_redirect_url(request)}
    form = RequestLoginCodeForm(initial={"phone": mobile})
    return render(request, "account/request_login_code.html", {"form": form, "told": told, **onward}, status=status)
