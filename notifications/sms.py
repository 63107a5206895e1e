"""Text messages: one small adapter to an HTTP gateway, and two that stay on this machine."""

import json
import sys
from dataclasses import dataclass
from typing import ClassVar, Protocol
from urllib.error import URLError
from urllib.request import Request, urlopen

from django.conf import settings
from django.utils.module_loading import import_string

TIMEOUT_SECONDS = 10


class NotSent(Exception):
    """The gateway did not take the message; the reason names no number and no text."""


class Gateway(Protocol):
    def send(self, *, mobile: str, text: str, key: str) -> None:
        """Send `text` to `mobile` (E.164). `key` lets the gateway drop a repeat. Raises NotSent."""


class ConsoleGateway:
    """Prints each message: for development, where the console is the phone."""

    def send(self, *, mobile: str, text: str, key: str) -> None:
        sys.stdout.write(f"\n--- SMS {mobile} ---\n{text}\n---\n")
        sys.stdout.flush()


@dataclass
class Sent:
    mobile: str
    text: str
    key: str


class MemoryGateway:
    """Keeps messages in `outbox`: for tests."""

    outbox: ClassVar[list[Sent]] = []

    def send(self, *, mobile: str, text: str, key: str) -> None:
        self.outbox.append(Sent(mobile, text, key))


class HttpGateway:
    """Posts JSON `{to, text, key}` with a bearer token to SMS_GATEWAY_URL; any 2xx is a yes."""

    def send(self, *, mobile: str, text: str, key: str) -> None:
        body = json.dumps({"to": mobile, "text": text, "key": key}).encode()
        headers = {"Content-Type": "application/json", "Authorization": f"Bearer {settings.SMS_GATEWAY_TOKEN}"}
        request = Request(settings.SMS_GATEWAY_URL, data=body, headers=headers)  # noqa: S310 (https, by settings)
        try:
            with urlopen(request, timeout=TIMEOUT_SECONDS):  # noqa: S310
                return
        except (URLError, TimeoutError, OSError) as fault:
            raise NotSent(type(fault).__name__ + str(getattr(fault, "code", ""))) from None


def gateway() -> Gateway:
    """The gateway that settings name."""
    made: Gateway = import_string(settings.SMS_BACKEND)()
    return made
