"""Signing in from another front end, at /_allauth/: allauth's own API with the rules of our doors.

What is not here stays shut: sign-up apart from the one door, resets by a link, and changes of an address or a
password, whose proofs the pages ask for.
"""

from http import HTTPStatus
from typing import Any

from allauth.account.internal.constants import LoginStageKey
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.stages import LoginStageController
from allauth.headless.account import inputs
from allauth.headless.account import views as account_views
from allauth.headless.base import urls as base_urls
from allauth.headless.base.response import ConflictResponse
from allauth.headless.constants import Client
from allauth.headless.internal.restkit.inputs import Input
from allauth.headless.internal.restkit.response import APIResponse, ErrorResponse
from allauth.headless.mfa import urls as mfa_urls
from allauth.headless.usersessions import urls as session_urls
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, include, path

from accounts.forms import ConfirmLoginCodeForm, EmailField, MobileField, RequestLoginCodeForm
from accounts.limits import count_code
from accounts.views.doors import account_of, is_still_theirs, resend

app_name = "headless"


class RequestCodeInput(RequestLoginCodeForm, Input):
    """A mobile number in any writing, or an e-mail: one of the two."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        typed = kwargs.get("data") or {}
        super().__init__(*args, by="email" if typed.get("email") else "phone", **kwargs)


class ConfirmCodeInput(ConfirmLoginCodeForm, Input):
    """The code, in any digits and spacing."""


class LoginInput(inputs.LoginInput):
    """An e-mail or a mobile number, and the password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["phone"] = MobileField(required=False)
        self.fields["email"] = EmailField(required=False)


class RequestCodeView(account_views.RequestLoginCodeView):
    """The one door: known or new, the answer is the same."""

    input_class = RequestCodeInput

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.user.is_authenticated:
            return ConflictResponse(request)
        count_code(request, self.input.address)
        self.input._user = account_of(self.input)
        response: HttpResponse = super().post(request, *args, **kwargs)
        return response


class ResendCodeView(account_views.ResendLoginCodeView):
    """A new code, when the one before had its time to come."""

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        stage = LoginStageController.enter(request, LoginStageKey.LOGIN_BY_CODE)
        process = LoginCodeVerificationProcess.resume(stage) if stage else None
        if process is None or not process.can_resend:
            return ConflictResponse(request)
        resend(request, process)
        process.resend()
        return APIResponse(request)


class ConfirmCodeView(account_views.ConfirmLoginCodeView):
    """The code. What cannot be one is no guess."""

    input_class = ConfirmCodeInput

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not is_still_theirs(self.process):
            self.process.abort()
            return ConflictResponse(request)
        response: HttpResponse = super().post(request, *args, **kwargs)
        return response

    def handle_invalid_input(self, input: Any) -> ErrorResponse:
        if input.has_error("code", "required") or input.has_error("code", "shape"):
            return ErrorResponse(self.request, input=input)
        return super().handle_invalid_input(input)


class LoginView(account_views.LoginView):
    input_class = LoginInput

    def handle_invalid_input(self, input: Any) -> ErrorResponse:
        response = super().handle_invalid_input(input)
        if input.has_error("__all__", "too_many"):
            response.status_code = HTTPStatus.TOO_MANY_REQUESTS
        return response


def account_patterns(client: Client) -> list[URLPattern]:
    """The doors of the account that are ours or that allauth keeps as we want them."""
    views = [
        ("auth/session", account_views.SessionView, "current_session"),
        ("auth/reauthenticate", account_views.ReauthenticateView, "reauthenticate"),
        ("auth/login", LoginView, "login"),
        ("auth/code/request", RequestCodeView, "request_login_code"),
        ("auth/code/resend", ResendCodeView, "resend_login_code"),
        ("auth/code/confirm", ConfirmCodeView, "confirm_login_code"),
    ]
    return [path(route, view.as_api_view(client=client), name=name) for route, view, name in views]


def patterns(client: Client) -> list[URLPattern | URLResolver]:
    """Everything of one kind of client."""
    return [
        *base_urls.build_urlpatterns(client),
        path("", include((account_patterns(client), "headless"), namespace="account")),
        path("", include((mfa_urls.build_urlpatterns(client), "headless"), namespace="mfa")),
        path("", include((session_urls.build_urlpatterns(client), "headless"), namespace="usersessions")),
    ]


urlpatterns = [
    path("browser/v1/", include((patterns(Client.BROWSER), "headless"), namespace="browser")),
    path("app/v1/", include((patterns(Client.APP), "headless"), namespace="app")),
]
