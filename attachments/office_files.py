"""Word and Excel files are kept as they are, so what could act, call elsewhere or grow without end is refused.

They are zip archives of XML parts: `[Content_Types].xml` says what each part is, `*.rels` which part calls which.
"""

import re
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import IO
from xml.parsers import expat
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from .causes import BadFile, Cause
from .enums import FileType

MOST_PARTS = 2000
MOST_BYTES = 60 * 1024 * 1024  # All parts unpacked
MOST_TIMES_LARGER = 250  # A part of more than a megabyte, unpacked; long tables reach about a hundred times
MEGABYTE = 1024 * 1024
CHUNK_BYTES = 64 * 1024
END_RECORD_BYTES = 22

TYPES_PART = "[Content_Types].xml"
MAIN_TYPES = {
    FileType.DOCX: "wordprocessingml.document.main+xml",
    FileType.XLSX: "spreadsheetml.sheet.main+xml",
}
XML_PARTS = {".xml", ".rels", ".vml", ".svg"}
OTHER_PARTS = {
    *(".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf", ".wdp", ".webp"),
    *(".odttf", ".fntdata", ".ttf", ".otf"),
}
PRINTER_SETTINGS = re.compile(r"(xl|word)/printersettings/[^/]+\.bin")

# Words in the names of parts, in their types and in the relations between them.
ACTING = (
    *("vbaproject", "vbadata", "macroenabled", "macrosheet", "dialogsheet", "activex", "/control", "/customui"),
    *("extensibility", "webextension", "keymapcustomizations", "attachedtoolbars"),
)
CALLING = (
    *("oleobject", "embeddings", "externallink", "attachedtemplate", "afchunk", "subdocument", "/frame"),
    *("relationships/package", "recipientdata", "mailmergesource", "/connections", "querytable"),
)
LINK = "/hyperlink"
LINK_SCHEMES = ("http://", "https://", "mailto:", "tel:", "#")
# What the names of the elements that hold fields have in common, as it lies in the file.
FIELD_NAMES = (b"instr", b"n\0s\0t\0r")  # In UTF-16 too, whichever byte comes first
MOST_FIELD_BYTES = 20 * MEGABYTE  # Of one part with fields: each of its elements is looked at, about a second
ENCODINGS = {"utf-8", "utf-16", "us-ascii", "iso-8859-1"}
FIELD_COMMANDS = re.compile(r"\bDDE(AUTO)?\b|\bINCLUDETEXT\b|\bINCLUDEPICTURE\b|\bMACROBUTTON\b|\bDATABASE\b", re.I)


def check_office(content: IO[bytes], file_type: FileType) -> None:
    """Raise BadFile unless it is a whole, plain document of `file_type`."""
    try:
        _check_ends(content)
        with ZipFile(content) as archive:
            _check_parts(archive.infolist())
            main = _check_types(archive)
            if main is not file_type:
                raise BadFile(Cause.MISMATCH if main else Cause.BROKEN)
            for part in archive.infolist():
                _check_part(archive, part)
    except BadFile:
        raise
    except Exception:  # A parser on hostile bytes raises anything; every failure means that it does not open.
        raise BadFile(Cause.BROKEN) from None


def _check_ends(content: IO[bytes]) -> None:
    """Nothing after the archive: it ends with its own end record, without a comment."""
    content.seek(0, 2)
    size = content.tell()
    content.seek(max(0, size - END_RECORD_BYTES))
    record = content.read()
    content.seek(0)
    if not record.startswith(b"PK\5\6"):
        content.seek(max(0, size - CHUNK_BYTES))
        found = b"PK\5\6" in content.read()
        raise BadFile(Cause.MIXED if found else Cause.BROKEN)


def _check_parts(parts: list[ZipInfo]) -> None:
    """The bounds, from the archive's own list: nothing is unpacked yet."""
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_BYTES:
        raise BadFile(Cause.COMPLEX)
    if any(part.file_size > MEGABYTE and part.file_size > part.compress_size * MOST_TIMES_LARGER for part in parts):
        raise BadFile(Cause.COMPLEX)
    if any(part.flag_bits & 1 for part in parts):
        raise BadFile(Cause.LOCKED)
    if not parts or min(part.header_offset for part in parts) != 0:  # Another archive stands before this one.
        raise BadFile(Cause.MIXED)
    names = [part.filename.lower() for part in parts]
    if len(set(names)) != len(names) or any(part.compress_type not in (ZIP_STORED, ZIP_DEFLATED) for part in parts):
        raise BadFile(Cause.BROKEN)
    for name in names:
        _check_name(name)


def _check_name(name: str) -> None:
    refuse_words(name)
    if name.startswith("/") or "\\" in name or ":" in name or ".." in name.split("/"):
        raise BadFile(Cause.MIXED)
    known = PurePosixPath(name).suffix in XML_PARTS | OTHER_PARTS or name.endswith("/") or name == "_rels/.rels"
    if not known and not PRINTER_SETTINGS.fullmatch(name):
        raise BadFile(Cause.MIXED)


def refuse_words(text: str) -> None:
    """Raise BadFile for the name or type of a part that acts by itself or calls another file."""
    text = f"/{text.lower()}"
    if any(word in text for word in ACTING):
        raise BadFile(Cause.ACTIVE)
    if any(word in text for word in CALLING):
        raise BadFile(Cause.EMBEDDED)


def _check_types(archive: ZipFile) -> FileType | None:
    """What the main part says that the document is."""
    found: list[str] = []

    def on_element(name: str, attributes: dict[str, str]) -> None:
        found.append(attributes.get("ContentType", ""))

    _parse(archive, archive.getinfo(TYPES_PART), on_element)
    for content_type in found:
        refuse_words(content_type)
    return next(
        (kind for kind, main in MAIN_TYPES.items() if any(each.endswith(main) for each in found)),
        None,
    )


def _check_part(archive: ZipFile, part: ZipInfo) -> None:
    """Each part unpacks to what the list says; XML is well formed; relations and fields call nothing."""
    name = part.filename.lower()
    suffix = PurePosixPath(name).suffix
    if name.endswith(".rels"):
        _parse(archive, part, _check_relation)
    elif name.startswith("word/") and suffix == ".xml":
        _check_fields(archive, part)
    elif suffix in XML_PARTS:
        _parse(archive, part)
    else:
        with archive.open(part) as opened:
            while opened.read(CHUNK_BYTES):
                pass


def _check_relation(_name: str, attributes: dict[str, str]) -> None:
    kind = attributes.get("Type", "")
    refuse_words(kind)
    if attributes.get("TargetMode", "").lower() != "external":
        return
    is_link = kind.lower().endswith(LINK) and attributes.get("Target", "").strip().lower().startswith(LINK_SCHEMES)
    if not is_link:
        raise BadFile(Cause.EMBEDDED)


def _check_fields(archive: ZipFile, part: ZipInfo) -> None:
    """Fields of Word that start programs or fetch files; a command may be written over several runs."""
    if not _has_fields(archive, part):
        _parse(archive, part)
        return
    if part.file_size > MOST_FIELD_BYTES:
        raise BadFile(Cause.COMPLEX)
    commands: list[str] = []
    inside = [False]

    def on_element(name: str, attributes: dict[str, str]) -> None:
        inside[0] = name.rpartition(":")[2] == "instrText"
        commands.extend(f" {value} " for key, value in attributes.items() if key.rpartition(":")[2] == "instr")

    def on_text(text: str) -> None:
        if inside[0]:
            commands.append(text)

    def on_end(_name: str) -> None:
        inside[0] = False

    _parse(archive, part, on_element, on_text, on_end)
    if FIELD_COMMANDS.search("".join(commands)):
        raise BadFile(Cause.ACTIVE)


def _has_fields(archive: ZipFile, part: ZipInfo) -> bool:
    with archive.open(part) as opened:
        content = opened.read()
    return any(name in content for name in FIELD_NAMES)


def _parse(
    archive: ZipFile,
    part: ZipInfo,
    on_element: Callable[[str, dict[str, str]], None] | None = None,
    on_text: Callable[[str], None] | None = None,
    on_end: Callable[[str], None] | None = None,
) -> None:
    """Read the whole part as XML without declarations of its own. Raises ExpatError."""
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_declarations
    parser.XmlDeclHandler = _check_encoding
    parser.StartElementHandler = on_element
    parser.CharacterDataHandler = on_text
    parser.EndElementHandler = on_end
    with archive.open(part) as opened:
        parser.ParseFile(opened)


def _check_encoding(_version: str, encoding: str | None, _standalone: int) -> None:
    if encoding and encoding.lower() not in ENCODINGS:
        raise BadFile(Cause.BROKEN)


def _refuse_declarations(*_parts: object) -> None:
    raise BadFile(Cause.ACTIVE)
