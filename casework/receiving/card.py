"""The checklist on the case page."""

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from applications.models import Application
from casework.cards import Card
from casework.enums import Courtesy
from casework.models import Reception
from casework.receiving.forms import CourtesyForm
from casework.rules import is_reception
from services.enums import Channel


def courtesy_card(request: HttpRequest, case: Application) -> Card | None:
    """For whom we met or spoke to: all but what came over the website by itself."""
    if case.channel == Channel.WEBSITE:
        return None
    kept = Reception.objects.filter(application=case).select_related("by").first()
    may = is_reception(request.user, case) and case.is_with_staff  # type: ignore[arg-type]
    if not (kept or may):
        return None
    done = kept.done if kept else []
    given = {
        "kept": kept,
        "reference": case.reference,
        "form": CourtesyForm(initial={"done": done}) if may else None,
        "done": [Courtesy(each).label for each in done if each in Courtesy.values],
        "missing": len(Courtesy.values) - len(done),
    }
    return Card(_("How the person was received"), "casework/receiving/card.html", given, order=15)
