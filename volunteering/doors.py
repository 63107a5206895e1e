"""What every staff door of volunteering shares."""

from django.http import HttpRequest
from wagtail.admin.menu import MenuItem

from volunteering.rules import coordinates


class CoordinatorsMenuItem(MenuItem):
    """Shown to whoever coordinates volunteers."""

    def is_shown(self, request: HttpRequest) -> bool:
        return coordinates(request.user)  # type: ignore[arg-type]
