"""The tick that an original was seen."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from applications.models import Application
from applications.refusals import Refused
from casework.intake.doors import desk
from casework.intake.views import entry_page
from casework.sighting import actions


@require_POST
@desk
def sighted(request: HttpRequest, case: Application) -> HttpResponse:
    """Note it, or take it back."""
    undo, key = "undo" in request.POST, request.POST.get("original", "").replace("\x00", "")[:60]
    try:
        actions.sight(case, key, by=request.user, undo=undo)  # type: ignore[arg-type]
    except Refused as refusal:
        messages.error(request, str(refusal.message))
        return entry_page(request, case, status=refusal.status)
    messages.success(request, _("It was taken back.") if undo else _("It is noted that you saw the original."))
    return redirect("intake:entry", reference=case.reference)
