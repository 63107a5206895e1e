"""A call of the self-service API that is sent twice with one `Idempotency-Key` is carried out once.

What it did and the answer to it are kept in one transaction: a line that breaks in between leaves neither, or both.
"""

from collections.abc import Callable

from django.core.exceptions import RequestDataTooBig
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.callers import session_token
from accounts.models import Replay
from accounts.models.replay import LIVES
from sealing.index import blind

PREFIX = "/api/self-service/"
METHODS = ("POST", "PUT", "DELETE")
LONGEST = 200  # characters of a key
PURPOSE = "accounts.replay"


class CarryOutOnce:
    """Middleware: gives the kept answer again, or keeps the answer of the first call."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        key = request.headers.get("Idempotency-Key", "")
        token = session_token.get_session_token(request) or ""
        if not (key and token and request.method in METHODS and request.path.startswith(PREFIX)):
            return self.get_response(request)
        if len(key) > LONGEST:
            return _problem(422, _("The key of this call is too long."))
        return self._once(request, blind(f"{token}\x1f{key}", purpose=PURPOSE))

    def _once(self, request: HttpRequest, key: str) -> HttpResponse:
        asked = _fingerprint(request)
        if kept := Replay.objects.filter(key=key).first():
            return _again(request, kept, asked)
        try:
            with transaction.atomic():
                return self._first(request, Replay(key=key, asked=asked))
        except IntegrityError:  # The same call at the same moment won.
            kept = Replay.objects.filter(key=key).first()
            return _again(request, kept, asked) if kept else _problem(409, _("The same call is under way."))

    def _first(self, request: HttpRequest, replay: Replay) -> HttpResponse:
        replay.save(force_insert=True)
        answer = self.get_response(request)
        if answer.status_code >= 500 or answer.status_code in (401, 429) or answer.streaming:
            replay.delete()  # Nothing was done: another try is a first one.
            return answer
        replay.code, replay.body = answer.status_code, answer.content.decode()
        replay.content_type = answer.headers.get("Content-Type", "")[:80]
        replay.save()
        return answer


def forget_replays() -> int:
    """Remove answers that nobody asks again for; returns how many."""
    count, _rows = Replay.objects.filter(at__lt=timezone.now() - LIVES).delete()
    return count


def _again(request: HttpRequest, kept: Replay, asked: str) -> HttpResponse:
    """The kept answer, to whoever is still signed in."""
    if session_token(request) is None:
        return _problem(401, _("Sign in first."))
    if kept.asked != asked:
        return _problem(422, _("This key was used for another call. Take a new one."))
    if kept.code is None:
        return _problem(409, _("The same call is under way."))
    answer = HttpResponse(kept.body, status=kept.code, content_type=kept.content_type or "application/json")
    answer["Idempotent-Replayed"] = "true"
    return answer


def _fingerprint(request: HttpRequest) -> str:
    """What is asked: files by their length alone, since their parts are marked otherwise each time."""
    try:
        is_upload = request.content_type == "multipart/form-data"
        body = b"" if is_upload else request.body
    except RequestDataTooBig:
        body = b""
    told = f"{request.method}\x1f{request.get_full_path()}\x1f".encode() + body
    return blind(told.decode("utf-8", "replace"), purpose=PURPOSE)


def _problem(status: int, detail: str) -> HttpResponse:
    body = {"type": "about:blank", "title": "", "status": status, "detail": detail}
    return JsonResponse(
        body, status=status, content_type="application/problem+json", json_dumps_params={"ensure_ascii": False}
    )
