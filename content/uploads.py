"""What becomes of a picture's file before it is kept: upright, and silent about where and by whom it was taken."""

import io

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db.models.fields.files import FieldFile
from PIL import Image, ImageOps

QUALITY = {"JPEG": 90, "WEBP": 90, "AVIF": 80}
LONGEST_SIDE = 3000  # pixels; the widest place of the site asks for less than half


def without_metadata(file: FieldFile | UploadedFile) -> ContentFile[bytes]:
    """The picture drawn anew in its own format: no place, camera or name, upright, its longest side at most 3000.

    The form has checked type, size and number of pixels before (WAGTAILIMAGES_* settings).
    """
    file.seek(0)
    with Image.open(file) as opened:
        kind = opened.format or "PNG"
        upright = ImageOps.exif_transpose(opened)
        upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
        profile = opened.info.get("icc_profile")
    bare = Image.new(upright.mode, upright.size)
    if upright.mode == "P":
        bare = upright.convert("RGBA")
    else:
        bare.paste(upright)
    out = io.BytesIO()
    extra = {"quality": QUALITY[kind]} if kind in QUALITY else {}
    bare.save(out, format=kind, icc_profile=profile, **extra)  # The profile holds colours, nothing of a person.
    return ContentFile(out.getvalue(), name=file.name)
