"""Passkeys, the authenticator and the password asked for again: allauth's views with our answers."""

from typing import Any

from allauth.account import views as account_views
from allauth.account.internal.flows.login import record_authentication
from allauth.account.models import Login
from allauth.account.utils import get_next_redirect_url
from allauth.mfa.totp import views as totp_views
from allauth.mfa.webauthn import views as passkey_views
from allauth.mfa.webauthn.internal import flows as passkey_flows
from django.http import HttpResponse
from django.urls import reverse_lazy

from accounts.views.doors import Refusing


class PasswordAgainView(Refusing, account_views.ReauthenticateView):
    """The password once more."""


class ActivateView(Refusing, totp_views.ActivateTOTPView):
    """The authenticator: a picture to scan, and a code that shows that it works."""

    def form_valid(self, form: Any) -> HttpResponse:
        """The code that was just typed is a proof: nobody waits for the next one to go on."""
        response: HttpResponse = super().form_valid(form)
        record_authentication(self.request, self.request.user, "mfa", type="totp")
        return response


class DeactivateView(totp_views.DeactivateTOTPView):
    success_url = reverse_lazy("account_security")


class AddPasskeyView(Refusing, passkey_views.AddWebAuthnView):
    """A passkey of this phone or computer. It needs JavaScript, so no journey depends on it."""


class RemovePasskeyView(passkey_views.RemoveWebAuthnView):
    """One of one's own; another's and a missing one look the same."""

    success_url = reverse_lazy("account_security")


class LoginPasskeyView(passkey_views.LoginWebAuthnView):
    """Signing in by a passkey, on the way that was being gone."""

    def form_valid(self, form: Any) -> HttpResponse:
        authenticator = form.cleaned_data["credential"]
        login = Login(user=authenticator.user, redirect_url=get_next_redirect_url(self.request))
        response: HttpResponse = passkey_flows.perform_passwordless_login(self.request, authenticator, login)
        return response
