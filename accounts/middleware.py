"""Staff doors open to a proven second factor only; pages of someone signed in are stored nowhere."""

from collections.abc import Callable
from urllib.parse import urlencode

from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import get_adapter
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

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
        if not request.user.has_perm("wagtailadmin.access_admin"):
            raise Http404  # Someone who does not work here needs no second factor, and learns of no door.
        if any(record.get("method") == "mfa" for record in get_authentication_records(request, request.user)):
            return None
        return "mfa_reauthenticate" if get_adapter().is_mfa_enabled(request.user) else "mfa_activate_totp"


class KeepPrivatePagesUncached:
    """Forbids storing what someone signed in sees, and every page of the doors, with their codes and keys."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not response.has_header("Cache-Control") and (self._is_door(request) or self._is_signed_in(request)):
            add_never_cache_headers(response)
        return response

    @staticmethod
    def _is_door(request: HttpRequest) -> bool:
        return "/accounts/" in request.path

    @staticmethod
    def _is_signed_in(request: HttpRequest) -> bool:
        return settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated
