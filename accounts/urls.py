"""Our doors before allauth's own; the rest of allauth follows under the same names."""

from allauth.account.internal.decorators import login_stage_required
from allauth.account.stages import LoginByCodeStage
from django.urls import include, path
from django.views.generic import RedirectView

from accounts import views

code_required = login_stage_required(stage=LoginByCodeStage.key, redirect_urlname="account_request_login_code")

urlpatterns = [
    path("login/", views.LoginView.as_view(), name="account_login"),
    path("login/code/", views.EnterView.as_view(), name="account_request_login_code"),
    path("login/code/confirm/", code_required(views.ConfirmCodeView.as_view()), name="account_confirm_login_code"),
    path(
        "signup/",
        RedirectView.as_view(pattern_name="account_request_login_code", query_string=True),
        name="account_signup",
    ),
    path("2fa/authenticate/", views.AuthenticateView.as_view(), name="mfa_authenticate"),
    path("", include("allauth.account.urls")),
    path("2fa/", include("allauth.mfa.urls")),
    path("sessions/", include("allauth.usersessions.urls")),
]
