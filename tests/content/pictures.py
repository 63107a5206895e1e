"""A picture for tests, small and of one colour."""

import io

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from content.models import SitePicture


def picture_file(kind="JPEG", size=(60, 40), name="picture.jpg", **options):
    out = io.BytesIO()
    Image.new("RGB", size, (11, 93, 75)).save(out, kind, **options)
    return SimpleUploadedFile(name, out.getvalue(), "image/jpeg")


def make_picture(file=None, **fields):
    given = {"title": "صورة", "description": "مربع أخضر.", **fields}
    return SitePicture.objects.create(file=file or picture_file(), **given)
