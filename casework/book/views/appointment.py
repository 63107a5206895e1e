"""One appointment: what it is, whether it took place, and calling it off."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from applications.booking import actions
from applications.booking.rules import arranges
from applications.models import Appointment
from applications.refusals import UNPROCESSABLE, Refused
from casework.book.doors import book_door, frame, me
from casework.book.forms import CallOffForm
from casework.rules import sees_queue
from people.rules import sees_files


@require_safe
@book_door
def detail(request: HttpRequest, meeting: Appointment) -> HttpResponse:
    return shown(request, meeting)


@require_POST
@book_door
def cancel(request: HttpRequest, meeting: Appointment) -> HttpResponse:
    """Call it off with a reason; the person is told, and the time is free again."""
    form = CallOffForm(request.POST)
    if not form.is_valid():
        return shown(request, meeting, status=UNPROCESSABLE, form=form)
    try:
        actions.cancel(meeting, by=me(request), reason=form.cleaned_data["reason"])
    except Refused as refusal:
        messages.error(request, str(refusal.message))
        return shown(request, meeting, status=refusal.status, form=form)
    messages.success(request, _("The appointment is cancelled. The person was told."))
    return redirect("book:appointment", appointment=meeting.pk)


@require_POST
@book_door
def hold(request: HttpRequest, meeting: Appointment) -> HttpResponse:
    """Note whether it took place."""
    came = "came" in request.POST
    try:
        actions.hold(meeting, by=me(request), came=came)
    except Refused as refusal:
        messages.error(request, str(refusal.message))
        return shown(request, meeting, status=refusal.status)
    messages.success(request, _("Noted: it took place.") if came else _("Noted: the person did not come."))
    return redirect("book:appointment", appointment=meeting.pk)


def shown(request: HttpRequest, meeting: Appointment, *, status: int = 200, form: Any = None) -> HttpResponse:
    user, title = me(request), _("Appointment")
    context = {
        **frame(title, ("", title)),
        "meeting": meeting,
        "form": form or CallOffForm(),
        "can_act": arranges(user, meeting.person, meeting.application),
        "sees_case": sees_queue(user),
        "sees_file": sees_files(user),
    }
    return TemplateResponse(request, "casework/book/appointment.html", context, status=status)
