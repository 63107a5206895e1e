"""Staff doors open to a proven second factor only."""

from collections.abc import Callable
from urllib.parse import urlencode

from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import get_adapter
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

STAFF_PREFIX = "/admin/"
OPEN_DOORS = ("/admin/login/", "/admin/logout/", "/admin/jsi18n/")


class RequireSecondFactor:
    """Sends a signed-in colleague without a second factor in this session to prove or set one up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith(STAFF_PREFIX) and not request.path.startswith(OPEN_DOORS):
            door = self._missing(request)
            if door:
                return HttpResponseRedirect(f"{reverse(door)}?{urlencode({'next': request.get_full_path()})}")
        return self.get_response(request)

    @staticmethod
    def _missing(request: HttpRequest) -> str | None:
        if not request.user.is_authenticated:
            return None  # Wagtail sends the stranger to sign in.
        if any(record.get("method") == "mfa" for record in get_authentication_records(request, request.user)):
            return None
        return "mfa_reauthenticate" if get_adapter().is_mfa_enabled(request.user) else "mfa_activate_totp"
