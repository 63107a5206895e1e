"""The chain that a file passes before it is kept. Each check raises BadFile with one cause."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import IO, Any

import filetype
from django.conf import settings
from django.core.files.base import File

from . import names
from .causes import BadFile, Cause
from .enums import FileType
from .office_files import check_office
from .pdfs import check_pdf
from .pictures import redraw
from .scanner import ScannerAway, scan

MEGABYTE = 1024 * 1024
HEAD_BYTES = 8192
PICTURE = "picture"
PICTURE_NAMES = (".jpg", ".jpeg", ".jfif", ".png", ".webp", ".heic", ".heif")
OFFICE_NAMES = {".docx": FileType.DOCX, ".xlsx": FileType.XLSX}
OLD_OFFICE_NAMES = (".doc", ".xls", ".ppt", ".pptx", ".dot", ".rtf", ".odt", ".ods")
NAMES = {".pdf": FileType.PDF.value, **dict.fromkeys(PICTURE_NAMES, PICTURE), **OFFICE_NAMES}
TAKEN_AS_IS = (FileType.PDF, FileType.JPEG, FileType.PNG, FileType.WEBP)
FOUND = {
    **{choice.value: choice for choice in TAKEN_AS_IS},
    "image/heic": FileType.JPEG,
    "image/heif": FileType.JPEG,
    "image/apng": FileType.PNG,  # Of moving pictures the first is kept.
}
ZIP_START = b"PK\3\4"
OLD_CONTAINER = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Old Office files, and the new ones when a password locks them


@dataclass(frozen=True)
class CheckedFile:
    """A file that passed every check: its clean name, what it is, and what will be kept."""

    name: str
    file_type: FileType
    content: IO[bytes]
    is_scanned: bool = True


def check(upload: File[Any]) -> CheckedFile:
    """Pass `upload` through the chain, cheapest check first. Raises BadFile.

    While the scanner is away the file passes all the same, marked as not scanned: `store` puts it in quarantine.
    """
    check_not_empty(upload)
    check_size(upload)
    file_type = check_type(upload)
    is_scanned = check_clean(upload)
    return CheckedFile(
        name=names.with_extension(upload.name or "", file_type.extension),
        file_type=file_type,
        content=open_content(upload, file_type),
        is_scanned=is_scanned,
    )


def limit() -> int:
    """The largest file in bytes."""
    return settings.ATTACHMENT_MAX_BYTES


def check_room(files: Mapping[str, int]) -> None:
    """Raise BadFile when the files, {fingerprint: bytes}, are too many, or too large, for one place in a form.

    The limits are ATTACHMENT_MAX_FILES and ATTACHMENT_MAX_TOTAL_BYTES.
    """
    most, room = settings.ATTACHMENT_MAX_FILES, settings.ATTACHMENT_MAX_TOTAL_BYTES
    if len(files) > most:
        raise BadFile(Cause.TOO_MANY, most=most)
    if sum(files.values()) > room:
        raise BadFile(Cause.TOO_MUCH, megabytes=room // MEGABYTE)


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
        raise BadFile(Cause.OLD_OFFICE if named in OLD_OFFICE_NAMES else Cause.TYPE)
    start = _start(upload).read(HEAD_BYTES)
    if named in OFFICE_NAMES:
        return _office_type(start, OFFICE_NAMES[named])
    found = FOUND.get(filetype.guess_mime(start) or "")
    if found is None:
        raise BadFile(Cause.MISMATCH if named else Cause.TYPE)
    if named and NAMES[named] != (found.value if found is FileType.PDF else PICTURE):
        raise BadFile(Cause.MISMATCH)
    return found


def _office_type(start: bytes, named: FileType) -> FileType:
    """An archive by the name of an office file; which of the two it is, its parts tell (`office_files`)."""
    if start.startswith(OLD_CONTAINER):
        raise BadFile(Cause.LOCKED)
    if not start.startswith(ZIP_START):
        raise BadFile(Cause.MISMATCH)
    return named


def check_clean(upload: File[Any]) -> bool:
    """Ask the scanner, when there is one. Raises BadFile for a virus; False when the scanner is away."""
    try:
        scan(_start(upload))
    except ScannerAway:
        return False
    return True


def open_content(upload: File[Any], file_type: FileType) -> IO[bytes]:
    """The bytes to keep, by really opening the file: a picture drawn anew, anything else as it is."""
    if file_type is FileType.PDF:
        check_pdf(_start(upload))
        return _start(upload)
    if file_type.is_office:
        check_office(_start(upload), file_type)
        return _start(upload)
    return redraw(_start(upload), file_type)


def _start(upload: File[Any]) -> IO[bytes]:
    upload.seek(0)
    return upload
