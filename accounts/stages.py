"""Steps between the first proof and being signed in."""

from typing import Any

from allauth.core.internal.httpkit import headed_redirect_response, is_headless_request
from allauth.mfa.stages import AuthenticateStage
from allauth.mfa.webauthn.internal.flows import did_use_passwordless_login
from django.http import HttpRequest

from accounts.rules import has_lock, needs_second_factor


class SecondFactorStage(AuthenticateStage):
    """Colleagues always prove a second factor; a person one that was chosen as a lock."""

    def handle(self) -> tuple[Any, bool]:
        response, goes_on = super().handle()
        if response is None and self._has_nothing_to_prove():
            return headed_redirect_response("account_login"), False
        return response, goes_on

    def _should_handle(self, request: HttpRequest) -> bool:
        user = self.login.user
        if user is None or did_use_passwordless_login(request, user):
            return False
        return has_lock(user)

    def _has_nothing_to_prove(self) -> bool:
        """A colleague without a second factor sets one up on the pages; other front ends stay shut till then."""
        user = self.login.user
        if not is_headless_request(self.request) or user is None or not needs_second_factor(user):
            return False
        return not did_use_passwordless_login(self.request, user)
