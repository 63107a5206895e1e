"""Pictures are drawn anew: what is kept holds the picture alone, without place, camera or anything appended."""

from io import BytesIO
from typing import IO

from django.conf import settings
from PIL import Image, ImageOps

from .causes import BadFile, Cause
from .enums import FileType

LARGER_PHOTO = 3  # A plain JPEG is read line by line at a smaller scale, so it may have this many times more.
ENOUGH_PIXELS_A_SIDE = 3000  # An A4 page at 250 dots an inch; a larger JPEG is read at a half or a quarter.
QUALITY = 90
FORMATS = ["JPEG", "PNG", "WEBP", "HEIF"]
SAVED_AS = {FileType.JPEG: "JPEG", FileType.PNG: "PNG", FileType.WEBP: "WEBP"}


def redraw(content: IO[bytes], file_type: FileType) -> BytesIO:
    """The picture, upright, in the format of `file_type`. Raises BadFile; for too many pixels before decoding."""
    try:
        with Image.open(content, formats=FORMATS) as image:
            _check_pixels(image, LARGER_PHOTO if _is_read_by_lines(image) else 1)
            image.draft(None, (ENOUGH_PIXELS_A_SIDE, ENOUGH_PIXELS_A_SIDE))
            _check_pixels(image)
            return _saved(ImageOps.exif_transpose(image), file_type)
    except Image.DecompressionBombError:
        raise _too_many() from None
    except BadFile:
        raise
    except Exception:  # A decoder on hostile bytes raises anything; every failure means that it does not open.
        raise BadFile(Cause.BROKEN) from None


def _check_pixels(image: Image.Image, times: int = 1) -> None:
    if image.width * image.height > _most_pixels() * times:
        raise _too_many()


def _is_read_by_lines(image: Image.Image) -> bool:
    """A progressive JPEG is not: its decoder holds all of it at full size, whatever the scale."""
    return image.format in {"JPEG", "MPO"} and "progressive" not in image.info


def _too_many() -> BadFile:
    return BadFile(Cause.TOO_MANY_PIXELS, millions=_most_pixels() // 1_000_000)


def _most_pixels() -> int:
    return settings.ATTACHMENT_MAX_PIXELS


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
    if image.mode.startswith("I"):  # 65536 greys: a plain conversion would cut the brighter ones off.
        return image.point(lambda grey: grey * (1 / 256)).convert("L")
    return image.convert("L" if image.mode in {"1", "L"} else "RGB")
