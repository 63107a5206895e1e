"""Read a file back. Who may is decided by the view of the room that owns the paper."""

import re
from collections.abc import Iterator
from itertools import chain
from types import TracebackType
from typing import IO, NamedTuple, TypeVar

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.http import content_disposition_header

from accounts.models import User
from sealing.streams import open_range, open_stream

from . import vault
from .enums import FileType
from .models import Attachment, MadeFile

Answer = TypeVar("Answer", bound=HttpResponseBase)

# Browsers show pictures and PDFs in it all the same; scripts, forms and other origins get nothing.
SANDBOX = "default-src 'none'; sandbox"
RANGE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})", re.ASCII)
PARTIAL, CONFLICT, GONE, NOT_SATISFIABLE = 206, 409, 410, 416


class Listed(NamedTuple):
    """A file in a list, with the address that opens it for whoever sees the list."""

    file: Attachment
    url: str

    @property
    def kilobytes(self) -> int:
        """Its size, rounded up."""
        return -(-self.file.size // 1024)


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


class SealedReader:
    """An opened file to read from: `with SealedReader(attachment) as plain: plain.read(n)`. Raises as `content`."""

    def __init__(self, attachment: Attachment) -> None:
        self._content = content(attachment)
        self._chunks, self._rest = iter(self._content), b""

    def read(self, size: int, /) -> bytes:
        """At most `size` bytes; none at the end alone."""
        while not self._rest and (chunk := next(self._chunks, None)) is not None:
            self._rest = chunk
        given, self._rest = self._rest[:size], self._rest[size:]
        return given

    def __enter__(self) -> "SealedReader":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._content.close()


def content(attachment: Attachment, span: range | None = None) -> PlainContent:
    """The file's bytes, or those of `span`. Raises FileNotFoundError or sealing.Unreadable at once, not amid an answer.

    Nothing is asked about quarantine here: `respond` does.
    """
    key, context = attachment.key, attachment.context  # First: an erased key leaves no file open.
    file = vault.path_of(attachment.stored_as).open("rb")
    if span is None:
        return PlainContent(file, open_stream(file, key=key, context=context))
    return PlainContent(file, open_range(file, key=key, context=context, start=span.start, length=len(span)))


def respond(request: HttpRequest, attachment: Attachment, *, inline: bool = False) -> HttpResponseBase:
    """The file as an answer to save, or (`inline`, pictures and PDFs alone) to look at; a part when one is asked for.

    The caller has checked who asks, and logs it. What waits for the scanner, or was refused by it, is told in words.
    """
    if not attachment.is_open:
        status = GONE if attachment.is_refused else CONFLICT
        return _private(render(request, "attachments/not_open.html", {"attachment": attachment}, status=status))
    span = _asked(request, attachment.size)
    if span is not None and not span:
        return _private(HttpResponse(status=NOT_SATISFIABLE, headers={"Content-Range": f"bytes */{attachment.size}"}))
    answer = StreamingHttpResponse(content(attachment, span), content_type=attachment.content_type)
    if span:
        answer.status_code = PARTIAL
        answer["Content-Range"] = f"bytes {span.start}-{span.stop - 1}/{attachment.size}"
    answer["Content-Length"] = str(len(span) if span else attachment.size)
    answer["Accept-Ranges"] = "bytes"
    shown = inline and not FileType(attachment.content_type).is_office
    answer["Content-Disposition"] = content_disposition_header(not shown, attachment.name) or "inline"
    answer["Content-Security-Policy"] = SANDBOX
    return _private(answer)


def in_tray(tray: str, *, by: User | None) -> QuerySet[Attachment]:
    """What the person sent for a form that is not sent yet, in order; None: of an account that is gone."""
    return Attachment.objects.filter(tray=tray, uploaded_by=by).order_by("created_at", "pk")


def _asked(request: HttpRequest, size: int) -> range | None:
    """The bytes that the request asks for: None for all of them, an empty range when there are none such.

    Several ranges at once and what is not understood get the whole file (RFC 9110), and so does `If-Range`: there
    is no validator that it could hold.
    """
    asked = RANGE.fullmatch(request.headers.get("Range", "").strip())
    if request.method != "GET" or not asked or "If-Range" in request.headers:
        return None
    first, last = asked.groups()
    if not first:
        return range(max(0, size - int(last)), size) if last else None
    if last and int(last) < int(first):
        return None
    return range(int(first), min(size, int(last) + 1) if last else size)


def _private(answer: Answer) -> Answer:
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Cache-Control"] = "private, no-store"
    return answer


def respond_made(row: MadeFile, *, name: str, content_type: str) -> StreamingHttpResponse:
    """What the worker made, to save; kept by no browser and no proxy. The caller has asked who may have it."""
    file = vault.path_of(row.stored_as or "").open("rb")
    plain = PlainContent(file, open_stream(file, key=row.key, context=row.context))
    headers = {
        "Content-Length": str(row.size),
        "Content-Disposition": f'attachment; filename="{name}"',
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    return StreamingHttpResponse(plain, content_type=content_type, headers=headers)
