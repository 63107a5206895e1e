"""Files that people and attackers send, made on the spot, each with the verdict that the chain must give.

A verdict is the Cause of the refusal, or the FileType that is kept.
"""

import struct
import zlib
from collections.abc import Callable
from functools import cache
from io import BytesIO
from typing import NamedTuple
from zipfile import ZIP_STORED, ZipFile

import docx as docx_library
import pikepdf
from openpyxl import Workbook
from PIL import Image

from attachments.causes import Cause
from attachments.enums import FileType
from tests.attachments.samples import (
    archive,
    docx,
    office,
    pdf,
    picture,
    xlsx,
)

SECRET = b"SECRET-OF-THE-CAMERA"  # Written into metadata; what is kept must not hold it.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
PROGRAM = b"MZ\x90\x00" + b"\0" * 400
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 1000
HTML = b"<!doctype html><html><script>alert(document.cookie)</script></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'


class Case(NamedTuple):
    what: str
    name: str
    make: Callable[[], bytes]
    verdict: Cause | FileType


# --- Pictures --------------------------------------------------------------------------------------------------


def png(width, height, body, *chunks, depth=8, colour=0):
    """A PNG from its parts; `chunks` are (kind, content) before the picture's own."""

    def chunk(kind, content):
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    parts = [(b"IHDR", header), *chunks, (b"IDAT", body), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*part) for part in parts)


def huge_png():
    """169 million pixels of one bit, all black, whole and valid: about 20 KB."""
    line = b"\0" + b"\0" * (13_000 // 8)
    return png(13_000, 13_000, zlib.compress(line * 13_000, 9), depth=1)


def lying_png():
    """Four thousand million pixels by its header, and nothing of them."""
    return png(65_000, 65_000, zlib.compress(b"\0" * 100))


def icc_bomb():
    """A small picture whose colour profile unpacks to 60 MB."""
    profile = b"icc\0\0" + zlib.compress(b"\0" * 60_000_000, 9)
    return png(8, 8, zlib.compress((b"\0" + b"\x80" * 8) * 8), (b"iCCP", profile))


def text_bomb():
    """A small picture with a comment that unpacks to 60 MB."""
    return png(
        8, 8, zlib.compress((b"\0" + b"\x80" * 8) * 8), (b"zTXt", b"Comment\0\0" + zlib.compress(b"a" * 60_000_000))
    )


def frames(file_format):
    target = BytesIO()
    rest = [Image.new("RGB", (60, 40), colour) for colour in ("red", "blue")]
    Image.new("RGB", (60, 40), "green").save(target, file_format, save_all=True, append_images=rest, duration=50)
    return target.getvalue()


def exif():
    held = Image.Exif()
    held[0x010F] = SECRET.decode()
    held.get_ifd(0x8825).update({1: "N", 2: (24.0, 5.0, 22.0), 3: "E", 4: (38.0, 3.0, 49.0)})
    return held


def grey_16():
    target = BytesIO()
    Image.new("I;16", (40, 30), 40_000).save(target, "PNG")
    return target.getvalue()


def see_through_palette():
    target = BytesIO()
    Image.new("P", (40, 30), 1).save(target, "PNG", transparency=1)
    return target.getvalue()


@cache
def vast_jpeg(progressive):
    target = BytesIO()
    Image.new("L", (13_000, 13_000), 200).save(target, "JPEG", quality=10, progressive=progressive)
    return target.getvalue()


def wide_progressive_jpeg():
    """Fewer than a plain JPEG may have, but its decoder would hold them all."""
    target = BytesIO()
    Image.new("L", (8_000, 6_000), 200).save(target, "JPEG", quality=10, progressive=True)
    return target.getvalue()


def jpeg_with_lying_size():
    """A small JPEG whose header says 60000 × 60000."""
    content = bytearray(picture())
    place = content.index(b"\xff\xc0")
    content[place + 5 : place + 9] = struct.pack(">HH", 60_000, 60_000)
    return bytes(content)


# --- PDFs ------------------------------------------------------------------------------------------------------


def acting(**action):
    def change(document):
        document.Root.OpenAction = pikepdf.Dictionary(**action)

    return lambda: pdf(change)


def with_attached(name, content=b"MZ program"):
    def change(document):
        document.attachments[name] = pikepdf.AttachedFileSpec(document, content, filename=name)

    return lambda: pdf(change)


def many_objects(number):
    def change(document):
        numbers = [document.make_indirect(pikepdf.Dictionary(A=each)) for each in range(number)]
        document.Root.Many = pikepdf.Array(numbers)

    return pdf(change)


def pdf_stream_bomb():
    """A page whose content unpacks to 300 MB, twice packed."""

    def change(document):
        packed = zlib.compress(zlib.compress(b"\0" * 300_000_000, 9), 9)
        stream = pikepdf.Stream(document, packed)
        stream.Filter = pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name.FlateDecode])
        document.pages[0].Contents = document.make_indirect(stream)

    return pdf(change)


def deep_pdf():
    """Arrays in arrays, ten thousand deep."""
    return pdf().replace(b"/Type /Catalog", b"/Type /Catalog /X " + b"[" * 10_000 + b"]" * 10_000)


def pages(number):
    def change(document):
        for _page in range(number - 1):
            document.add_blank_page()

    return lambda: pdf(change)


def outside_link(document):
    link = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9])
    link.A = pikepdf.Dictionary(S=pikepdf.Name.URI, URI=pikepdf.String("https://www.moh.gov.sa/"))
    document.pages[0].Annots = pikepdf.Array([link])


# --- Office files ----------------------------------------------------------------------------------------------

BIN = 'Override PartName="/word/vbaProject.bin" ContentType="application/vnd.ms-office.vbaProject"'
FIELD = '<w:document xmlns:w="w"><w:instrText>DDE</w:instrText><w:instrText>AUTO c:\\\\calc</w:instrText></w:document>'
EBCDIC = '<?xml version="1.0" encoding="cp037"?>' + FIELD
FIELD_16 = '<?xml version="1.0" encoding="utf-16"?>' + FIELD
LAUGHS = '<!DOCTYPE a [<!ENTITY b "haha"><!ENTITY c "&b;&b;&b;&b;">]><a>&c;</a>'
OUTSIDE = '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'


def word_by_a_library():
    document = docx_library.Document()
    document.add_heading("خطاب تعريف")
    document.add_table(3, 3)
    document.add_picture(BytesIO(picture()))
    target = BytesIO()
    document.save(target)
    return target.getvalue()


def excel_by_a_library():
    book = Workbook()
    book.active["A1"] = "الراتب"
    book.active["A1"].hyperlink = "https://www.gosi.gov.sa/"
    target = BytesIO()
    book.save(target)
    return target.getvalue()


def zip_bomb():
    """A document of about 60 KB that unpacks to 50 MB."""
    return docx(more=[("word/styles.xml", b"<a>" + b" " * 50_000_000 + b"</a>")])


def vast_zip():
    """Parts that stay under the ratio, but not under the sum."""
    noise = b"<a>" + b"<b>1234567890</b>" * 500_000 + b"</a>"
    return docx(more=[(f"word/part{number}.xml", noise) for number in range(9)])


def encrypted_part():
    """The flag of a password on each entry, set by hand."""
    content = docx().replace(b"PK\3\4\x14\0\0\0", b"PK\3\4\x14\0\1\0")
    return content.replace(b"PK\1\2\x14\3\x14\0\0\0", b"PK\1\2\x14\3\x14\0\1\0")


def plain_archive():
    target = BytesIO()
    with ZipFile(target, "w", ZIP_STORED) as bundle:
        bundle.writestr("letter.xml", "<a/>")
    return target.getvalue()


def cut(content, part=0.5):
    return content[: int(len(content) * part)]


def more(name, content=b"x"):
    return lambda: docx(more=[(name, content)])


def linked(kind, target, *mode):
    return lambda: docx(links=[(kind, target, *mode)])


PICTURES = [
    Case("a picture", "هوية.jpg", picture, FileType.JPEG),
    Case("169 megapixels in 20 KB", "map.png", huge_png, Cause.TOO_MANY_PIXELS),
    Case("a header of 4000 megapixels", "map.png", lying_png, Cause.TOO_MANY_PIXELS),
    Case("a JPEG of 169 megapixels", "map.jpg", lambda: vast_jpeg(False), Cause.TOO_MANY_PIXELS),
    Case("a progressive JPEG of 169 megapixels", "map.jpg", lambda: vast_jpeg(True), Cause.TOO_MANY_PIXELS),
    Case("a progressive JPEG of 48 megapixels", "map.jpg", wide_progressive_jpeg, Cause.TOO_MANY_PIXELS),
    Case("a JPEG whose header lies", "a.jpg", jpeg_with_lying_size, Cause.TOO_MANY_PIXELS),
    Case("a colour profile of 60 MB", "a.png", icc_bomb, Cause.BROKEN),
    Case("a comment of 60 MB", "a.png", text_bomb, Cause.BROKEN),
    Case("a moving PNG", "a.png", lambda: frames("PNG"), FileType.PNG),
    Case("a moving WebP", "a.webp", lambda: frames("WEBP"), FileType.WEBP),
    Case("colours of print", "a.jpg", lambda: picture(mode="CMYK"), FileType.JPEG),
    Case("the place, and an archive behind", "a.jpg", lambda: picture(exif=exif()) + archive(), FileType.JPEG),
    Case("an iPhone's picture", "IMG_0001.HEIC", lambda: picture("HEIF", exif=exif()), FileType.JPEG),
    Case("a PNG with the place", "a.png", lambda: picture("PNG", exif=exif()), FileType.PNG),
    Case("a WebP with the place", "a.webp", lambda: picture("WEBP", exif=exif()), FileType.WEBP),
    Case("a JPEG with a comment", "a.jpg", lambda: picture(comment=SECRET), FileType.JPEG),
    Case("65536 greys", "a.png", grey_16, FileType.PNG),
    Case("a see-through palette", "a.png", see_through_palette, FileType.PNG),
    Case("a JPEG cut short", "a.jpg", lambda: cut(picture()), Cause.BROKEN),
    Case("a PNG cut short", "a.png", lambda: cut(picture("PNG")), Cause.BROKEN),
    Case("a WebP cut short", "a.webp", lambda: cut(picture("WEBP")), Cause.BROKEN),
    Case("a HEIC cut short", "a.heic", lambda: cut(picture("HEIF")), Cause.BROKEN),
    Case("a GIF", "a.gif", lambda: picture("GIF", mode="P"), Cause.TYPE),
    Case("a GIF by the name of a PNG", "a.png", lambda: picture("GIF", mode="P"), Cause.MISMATCH),
    Case("a BMP", "a.bmp", lambda: picture("BMP"), Cause.TYPE),
    Case("a TIFF by the name of a JPEG", "a.jpg", lambda: picture("TIFF"), Cause.MISMATCH),
    Case("an SVG with a script", "a.svg", lambda: SVG, Cause.TYPE),
    Case("an SVG by the name of a PNG", "a.png", lambda: SVG, Cause.MISMATCH),
    Case("a program by the name of a picture", "a.jpg", lambda: PROGRAM, Cause.MISMATCH),
    Case("a page by the name of a picture", "a.png", lambda: HTML, Cause.MISMATCH),
]
PDFS = [
    Case("a PDF of one page", "عقد إيجار.pdf", pdf, FileType.PDF),
    Case("a PDF of 300 pages", "a.pdf", pages(300), FileType.PDF),
    Case("a PDF with a web link", "a.pdf", lambda: pdf(outside_link), FileType.PDF),
    Case("a PDF that is HTML", "a.pdf", lambda: HTML, Cause.MISMATCH),
    Case("HTML behind the mark of a PDF", "a.pdf", lambda: b"%PDF-1.7\n" + HTML, Cause.BROKEN),
    Case("a PDF with a script", "a.pdf", acting(S=pikepdf.Name.JavaScript, JS="app.alert(1)"), Cause.ACTIVE),
    Case("a PDF that starts a program", "a.pdf", acting(S=pikepdf.Name.Launch, F="calc.exe"), Cause.ACTIVE),
    Case("a PDF that sends a form away", "a.pdf", acting(S=pikepdf.Name.SubmitForm, F="http://x/"), Cause.ACTIVE),
    Case("a program inside a PDF", "a.pdf", with_attached("setup.exe"), Cause.EMBEDDED),
    Case("an electronic invoice", "a.pdf", with_attached("factur.xml", b"<Invoice/>"), FileType.PDF),
    Case("a locked PDF", "a.pdf", lambda: pdf(encryption=pikepdf.Encryption(owner="o", user="u")), Cause.LOCKED),
    Case(
        "a damaged table, mended by readers", "a.pdf", lambda: pdf().replace(b"startxref", b"startxxxx"), FileType.PDF
    ),
    Case("half a PDF", "a.pdf", lambda: cut(pdf()), Cause.BROKEN),
    Case("a PDF of 100000 objects", "a.pdf", lambda: many_objects(100_000), Cause.COMPLEX),
    Case("a page that unpacks to 300 MB", "a.pdf", pdf_stream_bomb, FileType.PDF),
    Case("arrays ten thousand deep", "a.pdf", deep_pdf, Cause.BROKEN),
    Case("an archive behind a PDF", "a.pdf", lambda: pdf() + archive(), Cause.MIXED),
    Case("a program before a PDF", "a.pdf", lambda: PROGRAM + pdf(), Cause.MISMATCH),
    Case("a page behind a PDF", "a.pdf", lambda: pdf() + HTML * 50, Cause.MIXED),
    Case("a picture by the name of a PDF", "a.pdf", picture, Cause.MISMATCH),
    Case("a PDF by the name of a picture", "a.jpg", pdf, Cause.MISMATCH),
]
OFFICE_FILES = [
    Case("a Word file", "خطاب.docx", docx, FileType.DOCX),
    Case("an Excel file", "كشف.xlsx", xlsx, FileType.XLSX),
    Case("a Word file by a library", "a.docx", word_by_a_library, FileType.DOCX),
    Case("an Excel file by a library", "a.xlsx", excel_by_a_library, FileType.XLSX),
    Case("a Word file with a web link", "a.docx", linked("hyperlink", "https://x.sa/", "External"), FileType.DOCX),
    Case("a Word file with a picture", "a.docx", more("word/media/image1.png"), FileType.DOCX),
    Case("settings of a printer", "a.xlsx", lambda: xlsx(more=[("xl/printerSettings/p1.bin", "x")]), FileType.XLSX),
    Case("an Excel file by the name of Word", "a.docx", xlsx, Cause.MISMATCH),
    Case("macros", "a.docx", more("word/vbaProject.bin"), Cause.ACTIVE),
    Case("macros under another name", "a.docx", lambda: docx(types=f"<{BIN}/>"), Cause.ACTIVE),
    Case("macros by relation", "a.docx", linked("http://schemas.microsoft.com/vbaProject", "x.xml"), Cause.ACTIVE),
    Case("a file with macros by type", "a.docx", lambda: office(kind="macroEnabled"), Cause.ACTIVE),
    Case("macros of Excel 4", "a.xlsx", lambda: xlsx(more=[("xl/macrosheets/s.xml", "<a/>")]), Cause.ACTIVE),
    Case("ActiveX", "a.docx", more("word/activeX/activeX1.xml", "<a/>"), Cause.ACTIVE),
    Case("a field that starts a program", "a.docx", lambda: docx(body=FIELD), Cause.ACTIVE),
    Case("the same in UTF-16", "a.docx", lambda: docx(body=FIELD_16.encode("utf-16")), Cause.ACTIVE),
    Case(
        "the same, big end first", "a.docx", lambda: docx(body=b"\xfe\xff" + FIELD_16.encode("utf-16-be")), Cause.ACTIVE
    ),
    Case("a part in EBCDIC", "a.docx", lambda: docx(body=EBCDIC.encode("cp037")), Cause.BROKEN),
    Case(
        "a field that counts pages",
        "a.docx",
        lambda: docx(body=FIELD.replace("DDE", "PAGE").replace("AUTO", "")),
        FileType.DOCX,
    ),
    Case("an embedded object", "a.docx", more("word/embeddings/oleObject1.bin"), Cause.EMBEDDED),
    Case(
        "a template from elsewhere", "a.docx", linked("attachedTemplate", "http://x/t.dotm", "External"), Cause.EMBEDDED
    ),
    Case("a picture from elsewhere", "a.docx", linked("image", "http://x/i.png", "External"), Cause.EMBEDDED),
    Case("a link into a share", "a.docx", linked("hyperlink", "file://10.0.0.1/s", "External"), Cause.EMBEDDED),
    Case("another workbook", "a.xlsx", lambda: xlsx(links=[("externalLink", "e.xml")]), Cause.EMBEDDED),
    Case("data from elsewhere", "a.xlsx", lambda: xlsx(more=[("xl/connections.xml", "<a/>")]), Cause.EMBEDDED),
    Case("50 MB in 60 KB", "a.docx", zip_bomb, Cause.COMPLEX),
    Case("76 MB in nine parts", "a.docx", vast_zip, Cause.COMPLEX),
    Case("3000 parts", "a.docx", lambda: docx(more=[(f"word/{n}.xml", "<a/>") for n in range(3000)]), Cause.COMPLEX),
    Case("entities that multiply", "a.docx", lambda: docx(body=LAUGHS), Cause.ACTIVE),
    Case("an entity from the disk", "a.docx", more("word/styles.xml", OUTSIDE), Cause.ACTIVE),
    Case("a way out of the folder", "a.docx", more("../../evil.xml", "<a/>"), Cause.MIXED),
    Case("a way from the root", "a.docx", more("/etc/evil.xml", "<a/>"), Cause.MIXED),
    Case("a program among the parts", "a.docx", more("word/setup.exe", PROGRAM), Cause.MIXED),
    Case("a part that is no XML", "a.docx", more("word/styles.xml", "no xml"), Cause.BROKEN),
    Case("a locked Word file", "a.docx", lambda: OLD_WORD, Cause.LOCKED),
    Case("entries with a password", "a.docx", encrypted_part, Cause.LOCKED),
    Case("an archive by the name of Word", "a.docx", plain_archive, Cause.BROKEN),
    Case("a Word file cut short", "a.docx", lambda: cut(docx()), Cause.BROKEN),
    Case("a page behind a Word file", "a.docx", lambda: docx() + HTML, Cause.MIXED),
    Case("a Word file behind an archive", "a.docx", lambda: archive() + docx(), Cause.MIXED),
    Case("a page by the name of Word", "a.docx", lambda: HTML, Cause.MISMATCH),
    Case("an old Word file", "a.doc", lambda: OLD_WORD, Cause.OLD_OFFICE),
    Case("an old Excel file", "a.xls", lambda: OLD_WORD, Cause.OLD_OFFICE),
    Case("a Word file with macros", "a.docm", docx, Cause.TYPE),
]
NAMES = [
    Case("empty", "a.pdf", lambda: b"", Cause.EMPTY),
    Case("one byte", "a.pdf", lambda: b"%", Cause.MISMATCH),
    Case("one byte without a name", "a", lambda: b"%", Cause.TYPE),
    Case("more than 10 MB", "a.pdf", lambda: b"%PDF-1.7\n" + b"0" * 10 * 1024 * 1024, Cause.TOO_LARGE),
    Case("two extensions, the last one bad", "card.pdf.exe", pdf, Cause.TYPE),
    Case("two extensions, the last one good", "setup.exe.pdf", pdf, FileType.PDF),
    Case("a name that is turned around", "card\u202efdp.exe", lambda: PROGRAM, Cause.TYPE),
    Case("a name that is turned around, of a PDF", "card\u202efdp.pdf", pdf, FileType.PDF),
    Case("a name with a NUL", "card.exe\0.pdf", pdf, FileType.PDF),
    Case("a name of 300 letters", "ه" * 300 + ".pdf", pdf, FileType.PDF),
    Case("a name with folders", "../../etc/card.pdf", pdf, FileType.PDF),
    Case("a name with a line break", "card\r\nX-Evil: 1.pdf", pdf, FileType.PDF),
    Case("no name", "", picture, FileType.JPEG),
    Case("a RAR by the name of a PDF", "a.pdf", lambda: b"Rar!\x1a\x07\x00" + b"\0" * 99, Cause.MISMATCH),
    Case("a script of a shell", "a.sh", lambda: b"#!/bin/sh\nrm -rf /", Cause.TYPE),
]
ALL = [*PICTURES, *PDFS, *OFFICE_FILES, *NAMES]
