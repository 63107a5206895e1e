"""The doors of signing in. Of allauth's own addresses only those are open whose proofs we can stand for:
an e-mail, a password or another number is not changed here, since nothing would prove the new one."""

from allauth.account import views as account_views
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
    path("logout/", account_views.logout, name="account_logout"),
    path("inactive/", account_views.account_inactive, name="account_inactive"),
    path("reauthenticate/", account_views.reauthenticate, name="account_reauthenticate"),
    path("2fa/authenticate/", views.AuthenticateView.as_view(), name="mfa_authenticate"),
    path("2fa/", include("allauth.mfa.urls")),
    path("sessions/", include("allauth.usersessions.urls")),
]
