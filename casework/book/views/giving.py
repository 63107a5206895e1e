"""Giving a time to a person: one of the free ones, or one agreed just now; and moving an appointment to another."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from applications.booking import actions as booking
from applications.booking.queries import by_day
from applications.booking.rules import is_bookable
from applications.enums import Meeting
from applications.models import Application, Appointment, Slot
from applications.refusals import UNPROCESSABLE, Refused
from casework.book import actions, queries
from casework.book.doors import book_door, frame, me, whom
from casework.book.forms import ArrangeForm, GiveForm
from casework.book.views.times import given
from people.models import Person

PAGE_SIZE = 30


@require_http_methods(["GET", "HEAD", "POST"])
@book_door
def give(request: HttpRequest, case: str = "", person: str = "") -> HttpResponse:
    """A time for a person who called or came by: of the free ones, or another that suits both."""
    user = me(request)
    somebody, request_of = whom(user, case, person)
    posted = request.POST if request.method == "POST" else None
    agrees = posted is not None and "agree" in posted
    form = GiveForm(posted if not agrees else None)
    arrange = ArrangeForm(posted if agrees else None, **given(user))  # type: ignore[arg-type]
    status = 200 if posted is None else UNPROCESSABLE
    if form.is_valid() or arrange.is_valid():
        try:
            made = _made(somebody, request_of, form, arrange, by=user)
            messages.success(request, _("The appointment is made. The person was told."))
            return redirect("book:appointment", appointment=made.pk)
        except Refused as refusal:
            (arrange if agrees else form).add_error(None, str(refusal.message))
            status = refusal.status
    context = {"form": form, "arrange": arrange, "person": somebody, "case": request_of}
    context |= {"is_bookable": request_of is None or is_bookable(request_of)}
    return _page(request, _("Make an appointment"), context, status)


@require_http_methods(["GET", "HEAD", "POST"])
@book_door
def move(request: HttpRequest, meeting: Appointment) -> HttpResponse:
    """Another of the free times for an appointment; the person is told."""
    form, status = GiveForm(request.POST if request.method == "POST" else None), 200
    if form.is_valid():
        try:
            booking.move(meeting, Slot(pk=form.cleaned_data["slot"]), by=me(request))
            messages.success(request, _("The appointment is moved. The person was told."))
            return redirect("book:appointment", appointment=meeting.pk)
        except Refused as refusal:
            form.add_error(None, str(refusal.message))
            status = refusal.status
    elif form.is_bound:
        status = UNPROCESSABLE
    context = {"form": form, "person": meeting.person, "case": meeting.application, "held": meeting}
    context |= {"is_bookable": meeting.is_booked and not meeting.has_begun}
    return _page(request, _("Move the appointment"), context, status)


def _made(person: Person, case: Application | None, form: GiveForm, arrange: ArrangeForm, *, by: Any) -> Appointment:
    """The appointment by whichever of the two forms was filled in."""
    if arrange.is_bound:
        return actions.arrange(person, case, arrange.pattern(), by=by, note=arrange.cleaned_data["note"])
    slot, note = Slot(pk=form.cleaned_data["slot"]), form.cleaned_data["note"]
    if case:
        return booking.book(case, slot, by=by, note=note)
    return booking.book_for(person, slot, by=by, note=note)


def _page(request: HttpRequest, title: str, context: dict[str, Any], status: int) -> HttpResponse:
    meeting = request.GET.get("meeting", "")
    page = Paginator(queries.to_give(me(request), meeting), PAGE_SIZE).get_page(request.GET.get("page"))
    way = [("", title)]
    if context["case"]:
        way.insert(0, (reverse("casework:case", args=[context["case"].reference]), context["case"].reference))
    shown = {
        **frame(title, *way),
        **context,
        "page_obj": page,
        "days": by_day(page),
        "meetings": Meeting.choices,
        "meeting": meeting if meeting in Meeting.values else "",
    }
    return TemplateResponse(request, "casework/book/give.html", shown, status=status)
