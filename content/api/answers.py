"""Every answer under /api/v2/: to anyone alike, in the caller's language, JSON even when it refuses, and cacheable."""

import copy
import functools
import hashlib
import logging
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.base import SessionBase
from django.core.signals import got_request_exception
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.template.response import SimpleTemplateResponse
from django.utils import translation
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import gettext as _
from wagtail.api.v2.utils import BadRequestError

LONGEST_VALUE = 1000  # characters of one parameter; the words of a search are cut by its own endpoint
DEEPEST_FIELDS = 4
LARGEST_NUMBER = 1_000_000  # of `offset` and `limit`
METHODS = "GET, HEAD, OPTIONS"

logger = logging.getLogger("django.request")

View = Callable[..., HttpResponse]


def problem(status: int, detail: str = "") -> HttpResponse:
    """`{"status", "message", "detail"}`: the message in the caller's language, the detail for the developer."""
    told = {
        400: _("The request could not be understood. The detail says what is wrong."),
        403: _("This preview link does not work or has expired. Ask for a new one."),
        404: _("Nothing public stands at this address."),
        405: _("This address can only be read."),
        500: _("Something went wrong on our side. Please try again later."),
    }
    body = {"status": status, "message": told.get(status, told[400]), "detail": detail}
    response = JsonResponse(body, status=status, json_dumps_params={"ensure_ascii": False})
    response["Cache-Control"] = "no-store"
    return response


def answered(view: View) -> View:
    """`view` as every reader meets it: no one is signed in, no cookie is read or set, faults are problems in JSON."""

    @functools.wraps(view)
    def wrapped(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        with translation.override(_language(request)):
            response = _response(view, request, args, kwargs)
        return _with_headers(request, response)

    return wrapped


def missing(request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
    """Whatever else is asked for below /api/."""
    raise Http404("No such address. Addresses end with a slash.")


def _language(request: HttpRequest) -> str:
    asked = request.GET.get("locale", "")
    return asked if asked in dict(settings.LANGUAGES) else translation.get_language_from_request(request)


def _response(view: View, request: HttpRequest, args: Any, kwargs: Any) -> HttpResponse:
    if request.method == "OPTIONS":
        return HttpResponse(status=204, headers={"Allow": METHODS})
    if request.method not in ("GET", "HEAD"):
        refused = problem(405)
        refused["Allow"] = METHODS
        return refused
    try:
        _check(request)
        response = view(_stranger(request), *args, **kwargs)
        if isinstance(response, SimpleTemplateResponse):
            response.render()
    except Http404 as gone:
        return problem(404, str(gone))
    except BadRequestError as fault:
        return problem(400, str(fault))
    except Exception:
        # Our fault, not the caller's. It is told as Django tells one, so that it is logged and fails a test.
        got_request_exception.send(sender=None, request=request)
        logger.exception("Failed: %s", request.path, extra={"status_code": 500, "request": request})
        return problem(500)
    return _uniform(response)


def _stranger(request: HttpRequest) -> HttpRequest:
    """The same question from someone unknown. A copy, since the session of the real one must stay untouched."""
    stranger = copy.copy(request)
    stranger.user = AnonymousUser()
    stranger.session = SessionBase()
    stranger.COOKIES = {}
    return stranger


def _check(request: HttpRequest) -> None:
    """Refuse what the layers below would stumble over."""
    for name, value in request.GET.items():
        if name != "q" and (len(value) > LONGEST_VALUE or "\x00" in f"{name}{value}"):
            raise BadRequestError("a parameter is too long or holds a null character")
    if request.GET.get("fields", "").count("(") > DEEPEST_FIELDS:
        raise BadRequestError(f"fields may be nested {DEEPEST_FIELDS} deep at most")
    for name in ("offset", "limit"):
        value = request.GET.get(name, "")
        if value and not (value.isdecimal() and int(value) <= LARGEST_NUMBER):
            raise BadRequestError(f"{name} must be a number from 0 to {LARGEST_NUMBER}")
    if (locale := request.GET.get("locale")) is not None and locale not in dict(settings.LANGUAGES):
        raise BadRequestError(f"locale must be one of {', '.join(dict(settings.LANGUAGES))}")


def _uniform(response: HttpResponse) -> HttpResponse:
    """The faults that the REST framework answered by itself, in the one shape."""
    if response.status_code < 400:
        return response
    data = getattr(response, "data", None) or {}
    return problem(response.status_code, str(data.get("message") or data.get("detail") or ""))


def _with_headers(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    response["X-Content-Type-Options"] = "nosniff"
    patch_vary_headers(response, ("Accept-Language", "Origin"))
    if response.status_code != 200 or response.has_header("Cache-Control"):
        response.setdefault("Cache-Control", "no-store")
        return response
    age = settings.API_MAX_AGE
    response["Cache-Control"] = f"public, max-age={age}, stale-while-revalidate={age}"
    response["ETag"] = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    return get_conditional_response(request, etag=response["ETag"], response=response) or response
