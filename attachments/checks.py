"""The chain that a file passes before it is kept. Each check raises BadFile with one cause."""

from dataclasses import dataclass
from typing import IO, Any

import filetype
from django.conf import settings
from django.core.files.base import File

from . import names
from .causes import BadFile, Cause
from .enums import FileType
from .pdfs import check_pdf
from .pictures import redraw
from .scanner import scan

MEGABYTE = 1024 * 1024
HEAD_BYTES = 8192
PICTURE = "picture"
PICTURE_NAMES = (".jpg", ".jpeg", ".jfif", ".png", ".webp", ".heic", ".heif")
NAMES = {".pdf": FileType.PDF.value, **dict.fromkeys(PICTURE_NAMES, PICTURE)}
FOUND = {**{choice.value: choice for choice in FileType}, "image/heic": FileType.JPEG, "image/heif": FileType.JPEG}


@dataclass(frozen=True)
class CheckedFile:
    """A file that passed every check: its clean name, what it is, and what will be kept."""

    name: str
    file_type: FileType
    content: IO[bytes]


def check(upload: File[Any]) -> CheckedFile:
    """Pass `upload` through the chain, cheapest check first. Raises BadFile."""
    check_not_empty(upload)
    check_size(upload)
    file_type = check_type(upload)
    check_clean(upload)
    return CheckedFile(
        name=names.with_extension(upload.name or "", file_type.extension),
        file_type=file_type,
        content=open_content(upload, file_type),
    )


def limit() -> int:
    """The largest file in bytes: ATTACHMENT_MAX_BYTES, 10 MB unless set."""
    return getattr(settings, "ATTACHMENT_MAX_BYTES", 10 * MEGABYTE)


def check_not_empty(upload: File[Any]) -> None:
    if not upload.size:
        raise BadFile(Cause.EMPTY)


def check_size(upload: File[Any]) -> None:
    if upload.size > limit():
        raise BadFile(Cause.TOO_LARGE, megabytes=limit() // MEGABYTE)


def check_type(upload: File[Any]) -> FileType:
    """What the content is. A picture may carry another picture's name: it is drawn anew anyway."""
    named = names.extension(upload.name or "")
    if named and named not in NAMES:
        raise BadFile(Cause.TYPE)
    found = FOUND.get(filetype.guess_mime(_start(upload).read(HEAD_BYTES)) or "")
    if found is None:
        raise BadFile(Cause.MISMATCH if named else Cause.TYPE)
    if named and NAMES[named] != (found.value if found is FileType.PDF else PICTURE):
        raise BadFile(Cause.MISMATCH)
    return found


def check_clean(upload: File[Any]) -> None:
    """Ask the scanner, when there is one."""
    scan(_start(upload))


def open_content(upload: File[Any], file_type: FileType) -> IO[bytes]:
    """The bytes to keep, by really opening the file: a PDF as it is, a picture drawn anew."""
    if file_type is FileType.PDF:
        check_pdf(_start(upload))
        return _start(upload)
    return redraw(_start(upload), file_type)


def _start(upload: File[Any]) -> IO[bytes]:
    upload.seek(0)
    return upload
