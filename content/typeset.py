"""Documents and pictures set by typst: Arabic in its right shapes, PDF with tags, in our own typefaces alone.

A template lies beside its app (`policies/typst/policy.typ`), imports `/content/typst/base.typ` and reads its data with
`#let data = json(bytes(sys.inputs.data))`. Numbers, phones and references go through `isolate()` of the base.
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal

import typst
from django.conf import settings

FONTS = Path(__file__).parent / "fonts"


class NotTypeset(RuntimeError):
    """A template failed, or gave a warning: a missing typeface would silently become another one."""


def pdf(template: str, data: Mapping[str, Any], *, made_at: datetime | None = None) -> bytes:
    """A tagged PDF (PDF/UA-1) of `template`, a path below the root such as `policies/typst/policy.typ`.

    `data` is anything JSON can hold. The same data and `made_at` give the same bytes. Raises NotTypeset.
    """
    return _set(template, data, "pdf", made_at=made_at or datetime.now(UTC))


def png(template: str, data: Mapping[str, Any], *, pixels_per_inch: float = 72) -> bytes:
    """The one page of `template` as a PNG; at 72 pixels an inch a point is a pixel. Raises NotTypeset."""
    return _set(template, data, "png", pixels_per_inch=pixels_per_inch)


def _set(
    template: str,
    data: Mapping[str, Any],
    kind: Literal["pdf", "png"],
    *,
    made_at: datetime | None = None,
    pixels_per_inch: float = 72,
) -> bytes:
    compiler = typst.Compiler(
        root=str(settings.BASE_DIR),
        font_paths=_fonts(),
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )
    try:
        made, warnings = compiler.compile_with_warnings(
            input=str(settings.BASE_DIR / template),
            format=kind,
            ppi=pixels_per_inch,
            timestamp=made_at and int(made_at.timestamp()),
            pdf_standards=["ua-1"] if kind == "pdf" else [],
        )
    except typst.TypstError as fault:
        # Its place and cause; the diagnostic itself quotes the template, never the data.
        raise NotTypeset(f"{template}: {fault.message}") from None
    if warnings:
        raise NotTypeset(f"{template}: {'; '.join(warning.message for warning in warnings)}")
    if not isinstance(made, bytes):
        raise NotTypeset(f"{template}: more than one page for a picture")
    return made


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(FONTS)])
