"""The page that shows every component. It is for those who build and edit the site."""

import re
from pathlib import Path

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from content.design_samples import samples

PARTS = {
    "type": _("Typeface"),
    "buttons": _("Buttons and links"),
    "crumbs": _("Where one is"),
    "question": _("A question"),
    "fields": _("Fields"),
    "upload": _("Sending a file"),
    "answers": _("Check your answers"),
    "notice": _("Notices"),
    "badges": _("States"),
    "timeline": _("Following a request"),
    "steps": _("Steps"),
    "facts": _("Facts and questions"),
    "table": _("Table and pages"),
    "empty": _("Nothing here yet"),
}
SWATCHES = ["paper", "soft", "sand", "green", "tint", "amber", "brick", "bar"]


@require_safe
def design(request: HttpRequest) -> HttpResponse:
    """Every component in Arabic and English: open while DEBUG, for staff alone otherwise (404 to others)."""
    if not settings.DEBUG:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not (request.user.is_staff or request.user.has_perm("wagtailadmin.access_admin")):
            raise Http404
    context = {
        "samples": [samples(0), samples(1)],
        "parts": PARTS.items(),
        "swatches": SWATCHES,
        "icons": icon_names(),
    }
    return render(request, "content/design.html", context)


def icon_names() -> list[str]:
    """The names in the sprite, in its order."""
    sprite = finders.find("img/icons.svg")
    return re.findall(r'<symbol id="([a-z-]+)"', Path(sprite).read_text()) if sprite else []
