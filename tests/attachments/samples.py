"""Papers made on the spot: none is kept in the repository."""

from io import BytesIO
from zipfile import ZipFile

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

MARK = b"a private line of a paper"


def upload(name, content):
    return SimpleUploadedFile(name, content, content_type="application/octet-stream")


def pdf(change=None, encryption=False):
    """One page with MARK in its content; `change` gets the open file before it is saved."""
    document = pikepdf.new()
    document.add_blank_page()
    document.pages[0].Contents = document.make_stream(b"% " + MARK)
    if change:
        change(document)
    target = BytesIO()
    document.save(target, encryption=encryption, compress_streams=False, deterministic_id=not encryption)
    return target.getvalue()


def picture(file_format="JPEG", size=(120, 80), mode="RGB", **options):
    target = BytesIO()
    Image.effect_noise(size, 40).convert(mode).save(target, format=file_format, **options)
    return target.getvalue()


def archive(name="payload.exe", content=b"MZ\x90\x00 hidden program"):
    target = BytesIO()
    with ZipFile(target, "w") as bundle:
        bundle.writestr(name, content)
    return target.getvalue()


OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
MAIN = "application/vnd.openxmlformats-officedocument"
DOCUMENT, SHEET = "wordprocessingml.document", "spreadsheetml.sheet"


def relations(*rows):
    """A part of relations; each row is (type, target) or (type, target, "External")."""
    written = "".join(
        f'<Relationship Id="r{number}" Type="{kind if ":" in kind else f"{OFFICE}/{kind}"}" Target="{target}"'
        + (f' TargetMode="{mode[0]}"' if mode else "")
        + "/>"
        for number, (kind, target, *mode) in enumerate(rows)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{written}</Relationships>'


def office(kind=DOCUMENT, main="word/document.xml", body="<w/>", more=(), links=(), types="", compression=8):
    """A whole office file; `more` are further parts as (name, content), `links` relations of the main part."""
    folder, name = main.split("/")
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" '
        f'ContentType="application/xml"/><Override PartName="/{main}" ContentType="{MAIN}.{kind}.main+xml"/>'
        f"{types}</Types>",
        "_rels/.rels": relations(("officeDocument", main)),
        main: body,
        f"{folder}/_rels/{name}.rels": relations(*links),
    }
    target = BytesIO()
    with ZipFile(target, "w", compression) as bundle:
        for part, content in [*parts.items(), *more]:
            bundle.writestr(part, content)
    return target.getvalue()


def docx(**given):
    return office(**given)


def xlsx(**given):
    return office(**{"kind": SHEET, "main": "xl/workbook.xml", "body": "<workbook/>", **given})
