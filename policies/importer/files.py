"""From a file to numbered lines of text, or a refusal that names the cause. No byte of the input can do worse."""

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from policies.importer.refusals import MAX_BYTES, ImportRefused

MAX_UNPACKED = 20 * 1024 * 1024
MAX_ENTRIES = 400
MAX_LINES = 5000
ARABIC_LETTER = re.compile(r"[\u0621-\u064A\u0671-\u06D3\uFB50-\uFDFF\uFE70-\uFEFC]")
_SIGNATURES = {
    b"%PDF": "pdf",
    b"\x89PNG": "picture",
    b"\xff\xd8\xff": "picture",
    b"GIF8": "picture",
    b"II*\x00": "picture",
    b"MM\x00*": "picture",
    b"\xd0\xcf\x11\xe0": "unsupported",
}
_CONTROL = re.compile(r"[\x00-\x08\x0E-\x1F\x7F]")


@dataclass(frozen=True)
class Line:
    """One line of the file; `number` counts from 1."""

    number: int
    text: str


def read_path(path: Path) -> bytes:
    """The bytes of a file, its size asked before a byte is read."""
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise ImportRefused("missing")
        refuse_size(size)
        with path.open("rb") as source:
            return read_stream(source)
    except (OSError, ValueError) as error:
        raise ImportRefused("missing") from error


def read_stream(source: IO[bytes]) -> bytes:
    """At most `MAX_BYTES` of an open file; one byte more is a refusal."""
    data = source.read(MAX_BYTES + 1)
    refuse_size(len(data))
    return data


def refuse_size(size: int) -> None:
    """Refuse what is empty or too large, in bytes."""
    if size == 0:
        raise ImportRefused("empty")
    if size > MAX_BYTES:
        raise ImportRefused("too_large")


def lines_of(data: bytes) -> list[Line]:
    """The numbered lines of a text or Word file; raises ImportRefused."""
    refuse_size(len(data))
    text = _docx_text(data) if data.startswith(b"PK\x03\x04") else _plain_text(data)
    if not text.strip():
        raise ImportRefused("empty")
    if len(text) > MAX_BYTES:
        raise ImportRefused("too_large")
    if not ARABIC_LETTER.search(text):
        raise ImportRefused("not_arabic")
    rows = text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").split("\n")
    if len(rows) > MAX_LINES:
        raise ImportRefused("too_long")
    return [Line(number, row) for number, row in enumerate(rows, start=1)]


def _plain_text(data: bytes) -> str:
    for signature, reason in _SIGNATURES.items():
        if data.startswith(signature):
            raise ImportRefused(reason)
    text = _decoded(data)
    if len(_CONTROL.findall(text)) > len(text) / 100:
        raise ImportRefused("binary")
    return text


def _decoded(data: bytes) -> str:
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return _decode(data, "utf-16")
    if wide := _unmarked_utf16(data):
        return _decode(data, wide)
    if b"\x00" in data:
        raise ImportRefused("binary")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _windows_arabic(data)


def _decode(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ImportRefused("encoding") from error


def _unmarked_utf16(data: bytes) -> str:
    """UTF-16 without its mark: every other byte is then the high byte of an Arabic letter or of a space."""
    if len(data) % 2:
        return ""
    for encoding, high in (("utf-16-le", data[1::2]), ("utf-16-be", data[0::2])):
        if high.count(b"\x06") > len(high) * 0.4 and high.count(b"\x06") + high.count(b"\x00") > len(high) * 0.9:
            return encoding
    return ""


def _windows_arabic(data: bytes) -> str:
    """Windows' Arabic code page decodes any byte, so it is believed only where most letters turn out Arabic."""
    text = data.decode("cp1256", errors="replace")
    letters = [char for char in text if char.isalpha()]
    if _CONTROL.search(text) or not letters:
        raise ImportRefused("binary")
    if sum(bool(ARABIC_LETTER.match(char)) for char in letters) < len(letters) * 0.7:
        raise ImportRefused("encoding")
    return text


def _docx_text(data: bytes) -> str:
    _refuse_bomb(data)
    import docx  # heavy, and needed by a Word file alone

    try:
        return "\n".join(_docx_lines(docx.Document(io.BytesIO(data))))
    except Exception as error:  # the reader of a hostile file may raise anything
        raise ImportRefused("broken_docx") from error


def _refuse_bomb(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            entries = packed.infolist()
    except Exception as error:  # zipfile raises a dozen kinds on damaged input
        raise ImportRefused("broken_docx") from error
    if "word/document.xml" not in {entry.filename for entry in entries}:
        raise ImportRefused("unsupported")
    if len(entries) > MAX_ENTRIES or sum(entry.file_size for entry in entries) > MAX_UNPACKED:
        raise ImportRefused("bomb")


def _docx_lines(document: Any) -> Iterator[str]:
    for part in document.iter_inner_content():
        if hasattr(part, "rows"):
            yield from ("\t".join(cell.text for cell in row.cells) for row in part.rows)
        else:
            yield _docx_mark(part) + part.text
            # Word separates paragraphs without an empty line; a scan shows one. A list's items stand together.
            if not _docx_mark(part):
                yield ""


def _docx_mark(paragraph: Any) -> str:
    """Word keeps a list's bullet outside the text."""
    properties = paragraph._p.pPr
    listed = properties is not None and properties.numPr is not None
    return "- " if listed or (paragraph.style.name or "").startswith("List") else ""
