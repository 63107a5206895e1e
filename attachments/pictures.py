"""Pictures are drawn anew: what is kept holds the picture alone, without place, camera or anything appended."""

from io import BytesIO
from typing import IO

from django.conf import settings
from PIL import Image, ImageOps

from .causes import BadFile, Cause
from .enums import FileType

MOST_PIXELS = 40_000_000
ENOUGH_PIXELS_A_SIDE = 3000  # An A4 page at 250 dots an inch; a larger JPEG is read at a half or a quarter.
QUALITY = 90
FORMATS = ["JPEG", "PNG", "WEBP", "HEIF"]
SAVED_AS = {FileType.JPEG: "JPEG", FileType.PNG: "PNG", FileType.WEBP: "WEBP"}


def redraw(content: IO[bytes], file_type: FileType) -> BytesIO:
    """The picture, upright, in the format of `file_type`. Raises BadFile; for too many pixels before decoding."""
    try:
        with Image.open(content, formats=FORMATS) as image:
            image.draft(None, (ENOUGH_PIXELS_A_SIDE, ENOUGH_PIXELS_A_SIDE))
            _check_pixels(image)
            return _saved(ImageOps.exif_transpose(image), file_type)
    except Image.DecompressionBombError:
        raise _too_many() from None
    except BadFile:
        raise
    except Exception:  # A decoder on hostile bytes raises anything; every failure means that it does not open.
        raise BadFile(Cause.BROKEN) from None


def _check_pixels(image: Image.Image) -> None:
    if image.width * image.height > _most_pixels():
        raise _too_many()


def _too_many() -> BadFile:
    return BadFile(Cause.TOO_MANY_PIXELS, millions=_most_pixels() // 1_000_000)


def _most_pixels() -> int:
    return getattr(settings, "ATTACHMENT_MAX_PIXELS", MOST_PIXELS)


def _saved(image: Image.Image, file_type: FileType) -> BytesIO:
    plain = _plain(image, file_type)
    plain.info.clear()  # EXIF, XMP, comments, colour profiles: savers copy some of them by themselves.
    target = BytesIO()
    plain.save(target, format=SAVED_AS[file_type], quality=QUALITY)
    target.seek(0)
    return target


def _plain(image: Image.Image, file_type: FileType) -> Image.Image:
    if file_type is FileType.JPEG:
        return image if image.mode in {"L", "RGB"} else image.convert("RGB")
    if image.has_transparency_data:
        return image.convert("RGBA")
    return image.convert("L" if image.mode in {"1", "L", "I", "I;16"} else "RGB")
