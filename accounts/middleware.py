"""What every request passes: the second factor of colleagues, patience after many tries, nothing private cached."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from allauth.core.exceptions import RateLimited
from allauth.mfa.adapter import get_adapter
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from accounts.limits import TooMany
from accounts.rules import is_proven, needs_second_factor
from accounts.views.doors import too_many

STAFF_PREFIX = "/admin/"
API_PREFIX = "/_allauth/"
OPEN_DOORS = ("/admin/login/", "/admin/logout/", "/admin/jsi18n/")
# What a colleague who has not proven the second factor may still open: what is public, and the way to prove it.
# Whatever address comes to the site is shut to them until it is named here.
OPEN_ROOMS = frozenset({"search", "wagtailapi"})
OPEN_VIEWS = frozenset(
    {
        "content:helpful",
        "headless:browser:config",
        "phone",
        "sitemap",
        "sms_report",
        "wagtail_serve",
        "wagtaildocs_serve",
        "account_login",
        "account_logout",
        "account_signup",
        "account_inactive",
        "account_request_login_code",
        "account_confirm_login_code",
        "account_reauthenticate",
        "account_prove",
        "account_not_me",
        "mfa_authenticate",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "mfa_login_webauthn",
        "mfa_activate_totp",
        "mfa_add_webauthn",
    }
)


class RequireSecondFactor:
    """Sends a signed-in colleague without a second factor in this session to prove or set one up."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: Any) -> HttpResponse | None:
        if self._is_open(request) or not request.user.is_authenticated:
            return None  # Wagtail sends the stranger to sign in.
        if request.path.startswith(STAFF_PREFIX) and not request.user.has_perm("wagtailadmin.access_admin"):
            raise Http404  # Someone who does not work here needs no second factor, and learns of no door.
        if is_proven(request.session, request.user) or not self._must_prove(request):
            return None
        if request.path.startswith(API_PREFIX):
            return JsonResponse({"status": 403, "errors": [{"code": "second_factor_required"}]}, status=403)
        door = "mfa_reauthenticate" if get_adapter().is_mfa_enabled(request.user) else "mfa_activate_totp"
        return HttpResponseRedirect(f"{reverse(door)}?{urlencode({'next': request.get_full_path()})}")

    @staticmethod
    def _is_open(request: HttpRequest) -> bool:
        if request.path.startswith(STAFF_PREFIX):
            return request.path.startswith(OPEN_DOORS)
        match = request.resolver_match
        if match is None or match.url_name is None:
            return True  # Static files and the like.
        return match.view_name in OPEN_VIEWS or match.namespace.split(":")[0] in OPEN_ROOMS

    @staticmethod
    def _must_prove(request: HttpRequest) -> bool:
        return request.path.startswith(STAFF_PREFIX) or needs_second_factor(request.user)


class AnswerTooMany:
    """Too many tries are answered with when to come back, on pages and front ends alike; never with a fault."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        if not isinstance(fault, TooMany | RateLimited):
            return None
        seconds = fault.seconds if isinstance(fault, TooMany) else 60
        if request.path.startswith(API_PREFIX):
            answer = {"status": 429, "errors": [{"code": "too_many", "retry_after": seconds}]}
            return JsonResponse(answer, status=429, headers={"Retry-After": str(seconds)})
        return too_many(request, seconds)


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
        return "/accounts/" in request.path or request.path.startswith(API_PREFIX)

    @staticmethod
    def _is_signed_in(request: HttpRequest) -> bool:
        return settings.SESSION_COOKIE_NAME in request.COOKIES and request.user.is_authenticated
