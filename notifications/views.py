"""The gateway's reports of delivery, and the development page that stands in for a phone."""

import hmac
import json
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from notifications.actions import keep_report
from notifications.enums import Outcome
from notifications.queries import latest_deliveries

SIGNATURE = "X-Signature"
LONGEST_REPORT = 4096  # bytes


def phone(request: HttpRequest) -> HttpResponse:
    """The newest text messages and e-mails, as the people addressed would read them. Under DEBUG alone."""
    return render(request, "notifications/phone.html", {"deliveries": latest_deliveries()})


@csrf_exempt
@require_POST
def sms_report(request: HttpRequest) -> HttpResponse:
    """What became of a text message: JSON `{id or key, status}`, signed by HMAC-SHA256 of the body (decision 21).

    A repeat and an unknown message get the same answer as the first report: nobody learns which exist.
    """
    body = request.body if _length(request) <= LONGEST_REPORT else b""
    if not body or not _is_signed(body, request.headers.get(SIGNATURE, "")):
        return HttpResponse(status=403)
    report = _report_in(body)
    if report is None:
        return HttpResponse(status=422)
    keep_report(**report)
    return HttpResponse(status=204)


def _length(request: HttpRequest) -> int:
    text = str(request.headers.get("Content-Length") or "0")
    return int(text) if text.isascii() and text.isdigit() else LONGEST_REPORT + 1


def _is_signed(body: bytes, signature: str) -> bool:
    secret = settings.SMS_REPORT_SECRET
    made = hmac.new(secret.encode(), body, sha256).hexdigest()
    return bool(secret) and hmac.compare_digest(made.encode(), signature.lower().encode())


def _report_in(body: bytes) -> dict[str, Any] | None:
    """The arguments of `keep_report`, or nothing when the report cannot be read."""
    try:
        said = json.loads(body)
        outcome = Outcome(said["status"])
        key = str(UUID(said["key"])) if said.get("key") else ""
        gateway_id = str(said.get("id") or "")
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    return {"outcome": outcome, "key": key, "gateway_id": gateway_id[:100]} if key or gateway_id else None
