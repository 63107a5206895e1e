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
    document.save(target, encryption=encryption, compress_streams=False)
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
