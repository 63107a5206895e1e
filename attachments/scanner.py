"""A small client of clamd (INSTREAM). A file that was not scanned is never taken for clean."""

import socket
from contextlib import closing
from typing import Protocol

from django.conf import settings

from .causes import BadFile, Cause

CHUNK_BYTES = 64 * 1024
TIMEOUT_SECONDS = 20
LONGEST_ANSWER = 4096


class ScannerAway(Exception):
    """CLAMD_ADDRESS is set, yet no clear answer came: the file waits in quarantine."""


class Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


def scan(content: Readable) -> None:
    """Raise BadFile for a virus, ScannerAway when a scanner is named and does not answer. No address: no scan."""
    address: str = settings.CLAMD_ADDRESS
    if not address:
        return
    try:
        answer = _ask(address, content)
    except (OSError, ValueError) as problem:
        raise ScannerAway from problem
    if answer.endswith(" FOUND"):
        raise BadFile(Cause.INFECTED)
    if answer != "stream: OK":
        raise ScannerAway


def _ask(address: str, content: Readable) -> str:
    with closing(_connect(address)) as connection:
        connection.sendall(b"zINSTREAM\0")
        while chunk := content.read(CHUNK_BYTES):
            connection.sendall(len(chunk).to_bytes(4, "big") + chunk)
        connection.sendall(b"\0\0\0\0")
        return _answer(connection)


def _answer(connection: socket.socket) -> str:
    answer = b""
    while not answer.endswith(b"\0") and len(answer) < LONGEST_ANSWER and (part := connection.recv(LONGEST_ANSWER)):
        answer += part
    return answer.rstrip(b"\0\n").decode("utf-8", "replace")


def _connect(address: str) -> socket.socket:
    """`unix:/path`, `/path` or `host:port`. Raises OSError, or ValueError for a port that is no number."""
    path = address.removeprefix("unix:")
    if path.startswith("/"):
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.settimeout(TIMEOUT_SECONDS)
        try:
            connection.connect(path)
        except OSError:
            connection.close()
            raise
        return connection
    host, _, port = address.removeprefix("tcp://").rpartition(":")
    return socket.create_connection((host.strip("[]"), int(port)), timeout=TIMEOUT_SECONDS)
