"""PDFs are kept byte for byte, so what could act on whoever opens one is refused."""

from collections.abc import Iterator
from typing import IO, Any, BinaryIO, cast
from zipfile import is_zipfile

import pikepdf

from .causes import BadFile, Cause

# Actions that run code, open programs or files, or send something away.
FORBIDDEN_ACTIONS = {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/GoToE", "/GoToR", "/Rendition"}
# The XML of an electronic invoice (PDF/A-3, as the tax authority asks of shops) is the one file that may lie inside.
INVOICE = ".xml"
MOST_OBJECTS = 100_000
END_MARK = b"%%EOF"
TAIL_BYTES = 64 * 1024
MOST_TRAILING_BYTES = 1024


def check_pdf(content: IO[bytes]) -> None:
    """Raise BadFile unless it opens without a password, has pages, and holds nothing that acts by itself.

    A PDF that opens freely and only restricts printing or copying is taken: banks and ministries issue such.
    """
    try:
        with pikepdf.open(cast(BinaryIO, content)) as pdf:
            if not pdf.pages:
                raise BadFile(Cause.BROKEN)
            if len(pdf.objects) > MOST_OBJECTS:
                raise BadFile(Cause.COMPLEX)
            for part in _dictionaries(pdf):
                _check_part(part)
    except pikepdf.PasswordError:
        raise BadFile(Cause.LOCKED) from None
    except BadFile:
        raise
    except Exception:  # A parser on hostile bytes raises anything; every failure means that it does not open.
        raise BadFile(Cause.BROKEN) from None
    _check_tail(content)


def _check_part(part: pikepdf.Dictionary) -> None:
    kind = part.get("/S")
    if "/JS" in part or "/XFA" in part or (isinstance(kind, pikepdf.Name) and str(kind) in FORBIDDEN_ACTIONS):
        raise BadFile(Cause.ACTIVE)
    if "/RichMediaContent" in part or ("/EF" in part and not _is_invoice(part)):
        raise BadFile(Cause.EMBEDDED)


def _is_invoice(part: pikepdf.Dictionary) -> bool:
    """Both names of the file, where both are given, end as XML does."""
    given = [str(part[key]) for key in ("/F", "/UF") if key in part]
    return bool(given) and all(name.lower().endswith(INVOICE) for name in given)


def _dictionaries(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Every dictionary in the file, those written inside others too; what is referred to comes by itself."""
    waiting: list[Any] = [pdf.trailer]
    for indirect in pdf.objects:
        waiting.append(indirect)
        while waiting:
            part = waiting.pop()
            if isinstance(part, pikepdf.Stream):
                part = part.stream_dict
            if isinstance(part, pikepdf.Dictionary):
                yield part
                waiting.extend(child for child in part.values() if _is_inside(child))
            elif isinstance(part, pikepdf.Array):
                waiting.extend(child for child in part if _is_inside(child))


def _is_inside(child: Any) -> bool:
    return isinstance(child, pikepdf.Object) and not child.is_indirect


def _check_tail(content: IO[bytes]) -> None:
    """Raise BadFile for an archive around the PDF, or for more after its end than scanners leave there."""
    content.seek(0)
    if is_zipfile(content):
        raise BadFile(Cause.MIXED)
    content.seek(0, 2)
    content.seek(max(0, content.tell() - TAIL_BYTES))
    _, mark, trailing = content.read().rpartition(END_MARK)
    if not mark or len(trailing.strip(b"\0\r\n\t ")) > MOST_TRAILING_BYTES:
        raise BadFile(Cause.MIXED if mark else Cause.BROKEN)
