"""What the frame of every public page shows: menu, languages, channels, the member's badge."""

from typing import Any

from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from home import frame


def site_frame(request: HttpRequest) -> dict[str, Any]:
    """`frame` for templates/base.html; worked out only when a template reads it."""
    return {"frame": SimpleLazyObject(lambda: frame.of(request))}
