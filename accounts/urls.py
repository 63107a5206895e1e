"""The doors of signing in. Of allauth's own addresses only those are open whose proofs we can stand for:
addresses and passwords change by `accounts.views.own`, where both the old and the new are proven."""

from allauth.account import views as account_views
from allauth.account.internal.decorators import login_stage_required
from allauth.account.stages import LoginByCodeStage
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.webauthn import views as passkeys
from django.contrib.auth.decorators import login_required
from django.urls import path
from django.views.generic import RedirectView

from accounts.enums import Address
from accounts.views import doors, factors, own
from accounts.views.own import proof_required

code_required = login_stage_required(stage=LoginByCodeStage.key, redirect_urlname="account_request_login_code")

urlpatterns = [
    path("login/", doors.LoginView.as_view(), name="account_login"),
    path("login/code/", doors.EnterView.as_view(), name="account_request_login_code"),
    path("login/code/confirm/", code_required(doors.ConfirmCodeView.as_view()), name="account_confirm_login_code"),
    path(
        "signup/",
        RedirectView.as_view(pattern_name="account_request_login_code", query_string=True),
        name="account_signup",
    ),
    path("logout/", account_views.logout, name="account_logout"),
    path("inactive/", account_views.account_inactive, name="account_inactive"),
    path("reauthenticate/", factors.PasswordAgainView.as_view(), name="account_reauthenticate"),
    path("not-me/<str:token>/", own.not_me, name="account_not_me"),
    path("security/", own.security_page, name="account_security"),
    path("security/prove/", own.prove, name="account_prove"),
    path("security/mobile/", own.change_address, {"kind": Address.MOBILE}, name="account_change_mobile"),
    path("security/email/", own.change_address, {"kind": Address.EMAIL}, name="account_change_email"),
    path("security/confirm/", own.confirm_address, name="account_confirm_address"),
    path("security/password/", own.set_password, name="account_set_password"),
    path("sessions/", own.sessions, name="usersessions_list"),
    path("2fa/", login_required(RedirectView.as_view(pattern_name="account_security")), name="mfa_index"),
    path("2fa/authenticate/", doors.AuthenticateView.as_view(), name="mfa_authenticate"),
    path("2fa/reauthenticate/", second_factor.reauthenticate, name="mfa_reauthenticate"),
    path("2fa/totp/activate/", proof_required(factors.ActivateView.as_view()), name="mfa_activate_totp"),
    path("2fa/totp/deactivate/", proof_required(factors.DeactivateView.as_view()), name="mfa_deactivate_totp"),
    path("2fa/recovery-codes/", proof_required(recovery.view_recovery_codes), name="mfa_view_recovery_codes"),
    path(
        "2fa/recovery-codes/generate/",
        proof_required(recovery.generate_recovery_codes),
        name="mfa_generate_recovery_codes",
    ),
    path(
        "2fa/recovery-codes/download/",
        proof_required(recovery.download_recovery_codes),
        name="mfa_download_recovery_codes",
    ),
    path("2fa/webauthn/add/", proof_required(factors.AddPasskeyView.as_view()), name="mfa_add_webauthn"),
    path("2fa/webauthn/login/", factors.LoginPasskeyView.as_view(), name="mfa_login_webauthn"),
    path("2fa/webauthn/reauthenticate/", passkeys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path(
        "2fa/webauthn/", login_required(RedirectView.as_view(pattern_name="account_security")), name="mfa_list_webauthn"
    ),
    path(
        "2fa/webauthn/keys/<int:pk>/remove/",
        proof_required(factors.RemovePasskeyView.as_view()),
        name="mfa_remove_webauthn",
    ),
]
