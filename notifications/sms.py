"""Text messages: one small adapter to an HTTP gateway, and two that stay on this machine."""

import json
import sys
from dataclasses import dataclass
from http.client import HTTPException
from typing import Any, ClassVar, Protocol
from urllib.error import HTTPError
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings
from django.utils.module_loading import import_string

TIMEOUT_SECONDS = 10
LONGEST_ANSWER = 10_000  # bytes


class NotSent(Exception):
    """The gateway did not take the message; the reason names no number and no text."""


class Gateway(Protocol):
    def send(self, *, mobile: str, text: str, key: str) -> str:
        """Send `text` to `mobile` (E.164); returns the gateway's own number of the message, or nothing.

        `key` lets the gateway drop a repeat, and name the message in its report. Raises NotSent.
        """


class ConsoleGateway:
    """Prints each message: for development, where the console is the phone."""

    def send(self, *, mobile: str, text: str, key: str) -> str:
        sys.stdout.write(f"\n--- SMS {mobile} ---\n{text}\n---\n")
        sys.stdout.flush()
        return ""


@dataclass
class Sent:
    mobile: str
    text: str
    key: str


class MemoryGateway:
    """Keeps messages in `outbox`: for tests."""

    outbox: ClassVar[list[Sent]] = []

    def send(self, *, mobile: str, text: str, key: str) -> str:
        self.outbox.append(Sent(mobile, text, key))
        return f"memory-{key}"


class _NoDetour(HTTPRedirectHandler):
    """Follows nothing: a gateway that leads elsewhere took no message, and the token is for its address alone."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


class HttpGateway:
    """Posts JSON `{to, text, key}` with a bearer token to SMS_GATEWAY_URL; any 2xx is a yes, best with `{id}`."""

    def send(self, *, mobile: str, text: str, key: str) -> str:
        body = json.dumps({"to": mobile, "text": text, "key": key}).encode()
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {settings.SMS_GATEWAY_TOKEN}"}
        request = Request(settings.SMS_GATEWAY_URL, data=body, headers=headers)  # noqa: S310 (https, by settings)
        try:
            with build_opener(_NoDetour).open(request, timeout=TIMEOUT_SECONDS) as answer:
                return _id_in(answer.read(LONGEST_ANSWER))
        except HTTPError as answer:
            answer.close()
            raise NotSent(f"HTTPError{answer.code}") from None
        except (OSError, HTTPException) as fault:
            raise NotSent(type(fault).__name__) from None


def _id_in(answer: bytes) -> str:
    """The gateway's number of a message, out of `{"id": …}`; it took the message even if it says none."""
    try:
        said = json.loads(answer)
    except ValueError:
        return ""
    found = said.get("id", "") if isinstance(said, dict) else ""
    return str(found) if isinstance(found, str | int) else ""


def gateway() -> Gateway:
    """The gateway that settings name."""
    made: Gateway = import_string(settings.SMS_BACKEND)()
    return made
