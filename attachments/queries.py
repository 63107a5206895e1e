"""Read a file back. Who may is decided by the view of the room that owns the paper."""

from collections.abc import Iterator
from typing import IO

from django.http import StreamingHttpResponse
from django.utils.http import content_disposition_header

from sealing.streams import open_stream

from . import vault
from .models import Attachment

SANDBOX = "default-src 'none'; sandbox"
# Chromium shows no PDF in a sandbox; its viewer is one itself, and the type is fixed and checked.
PDF_VIEWER = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'self'"


def content(attachment: Attachment) -> Iterator[bytes]:
    """The plain bytes in chunks, the first already proven. Raises FileNotFoundError or sealing.Unreadable at once."""
    file = vault.path_of(attachment.stored_as).open("rb")
    chunks = open_stream(file, key=attachment.key, context=attachment.context)
    try:
        first = next(chunks)
    except BaseException:
        file.close()
        raise
    return _closing(file, first, chunks)


def respond(attachment: Attachment, *, download: bool = False) -> StreamingHttpResponse:
    """The file as an answer, to show or (`download`) to save. The caller has checked who asks, and logs it."""
    response = StreamingHttpResponse(content(attachment), content_type=attachment.content_type)
    response.headers.update(
        {
            "Content-Length": str(attachment.size),
            "Content-Disposition": content_disposition_header(download, attachment.name) or "inline",
            "Content-Security-Policy": SANDBOX if download or attachment.is_picture else PDF_VIEWER,
            "Cross-Origin-Resource-Policy": "same-origin",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        }
    )
    return response


def _closing(file: IO[bytes], first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    with file:
        yield first
        yield from rest
