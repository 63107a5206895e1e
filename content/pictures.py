"""The sizes of a picture: AVIF, WebP and JPEG in four widths, made by the worker and never while a reader waits."""

from collections.abc import Iterable
from enum import Enum
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects
from django.utils.safestring import SafeString, mark_safe
from wagtail.fields import StreamField
from wagtail.images.models import Filter, Picture, SourceImageIOError
from wagtail.models import Page

from content.checklist.pieces import pieces_in
from content.models.picture import SitePicture, SiteRendition

WIDTHS = (360, 720, 1080, 1440)  # pixels
FORMATS = ("avif", "webp", "jpeg")
MEANWHILE = "max-1080x1080|format-jpeg"  # One quick size for a picture whose sizes the worker still draws.


class Shape(Enum):
    """How a picture is cut: `OWN` not at all, `CARD` to 3:2 around the focal point."""

    OWN = "own"
    CARD = "card"

    def specs(self) -> list[str]:
        """Wagtail's filter specs, the best format first, narrow before wide."""
        return [f"{self._size(width)}|format-{kind}" for kind in FORMATS for width in WIDTHS]

    def _size(self, width: int) -> str:
        return f"width-{width}" if self is Shape.OWN else f"fill-{width}x{width * 2 // 3}"


ALL_SPECS = [*Shape.OWN.specs(), *Shape.CARD.specs(), MEANWHILE]


def draw_sizes(picture: SitePicture) -> None:
    """Make every size that is missing: slow, so for the worker alone."""
    picture.get_renditions(*ALL_SPECS)


def shown(picture: SitePicture, shape: Shape, *, sizes: str, first: bool) -> SafeString:
    """`<picture>` with width, height and words; `first` loads at once, any other when a reader comes near it."""
    attributes: dict[str, Any] = {"sizes": sizes, "loading": "eager" if first else "lazy", "decoding": "async"}
    if first:
        attributes["fetchpriority"] = "high"
    filters = [Filter(spec) for spec in shape.specs()]
    found = picture.find_existing_renditions(*filters)
    if len(found) == len(filters):
        drawn = {each.spec: found[each] for each in filters}
        return mark_safe(Picture(drawn, attributes).__html__())  # noqa: S308 (Wagtail escapes what it writes)
    try:
        return mark_safe(picture.get_rendition(MEANWHILE).img_tag(attributes))  # noqa: S308 (the same)
    except SourceImageIOError:  # The file is gone: the caption still stands.
        return SafeString("")


def read_sizes(pictures: Iterable[SitePicture]) -> None:
    """Read the sizes of all `pictures` in one SQL query, none when there are no pictures."""
    rows = SiteRendition.objects.filter(filter_spec__in=ALL_SPECS)
    prefetch_related_objects(list(pictures), Prefetch("renditions", queryset=rows))


def read_sizes_of(page: Page) -> None:
    """The same for the pictures in the streams of a page."""
    streams = [field for field in page._meta.concrete_fields if isinstance(field, StreamField)]
    pieces = [piece for field in streams for piece in pieces_in(field, page)]
    read_sizes(piece.value for piece in pieces if piece.kind == "picture" and piece.value)
