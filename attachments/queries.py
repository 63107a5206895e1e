"""Read a file back. Who may is decided by the view of the room that owns the paper."""

from collections.abc import Iterator
from itertools import chain
from typing import IO

from django.http import StreamingHttpResponse
from django.utils.http import content_disposition_header

from sealing.streams import open_stream

from . import vault
from .models import Attachment

# Browsers show pictures and PDFs in it all the same; scripts, forms and other origins get nothing.
SANDBOX = "default-src 'none'; sandbox"


class PlainContent:
    """The bytes of an opened file in chunks, the first already proven. The file closes at the end or by `close`."""

    def __init__(self, file: IO[bytes], chunks: Iterator[bytes]) -> None:
        self._file = file
        try:
            self._chunks = chain([next(chunks)], chunks)
        except BaseException:
            file.close()
            raise

    def __iter__(self) -> Iterator[bytes]:
        with self._file:
            yield from self._chunks

    def close(self) -> None:
        self._file.close()


def content(attachment: Attachment) -> PlainContent:
    """The file's bytes. Raises FileNotFoundError or sealing.Unreadable at once, not amid an answer."""
    file = vault.path_of(attachment.stored_as).open("rb")
    return PlainContent(file, open_stream(file, key=attachment.key, context=attachment.context))


def respond(attachment: Attachment, *, download: bool = False) -> StreamingHttpResponse:
    """The file as an answer, to show or (`download`) to save. The caller has checked who asks, and logs it."""
    return StreamingHttpResponse(
        content(attachment),
        content_type=attachment.content_type,
        headers={
            "Content-Length": str(attachment.size),
            "Content-Disposition": content_disposition_header(download, attachment.name) or "inline",
            "Content-Security-Policy": SANDBOX,
            "Cross-Origin-Resource-Policy": "same-origin",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )
