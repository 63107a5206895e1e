"""The page that shows every component, and the door for translators' files."""

import re
from pathlib import Path

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail_localize.models import Translation
from wagtail_localize.views.edit_translation import upload_pofile

from content.design_samples import samples
from content.po_files import faults_in

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


@require_http_methods(["POST"])
def upload_translation(request: HttpRequest, translation_id: int) -> HttpResponse:
    """wagtail-localize's import of a PO file, for files that `content.po_files` finds nothing wrong with."""
    translation = get_object_or_404(Translation, pk=translation_id)
    if faults := faults_in(request.FILES.get("file"), translation):
        back = get_valid_next_url_from_request(request) or reverse("wagtailadmin_home")
        context = {"faults": faults, "back": back}
        return render(request, "content/admin/po_refused.html", context, status=400)
    return upload_pofile(request, translation_id)
