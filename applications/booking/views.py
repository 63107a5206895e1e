"""A person's pages about appointments: free times, one's own, moving, cancelling, and the calendar's file."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from applications.booking import actions, queries, rules
from applications.booking.calendar import calendar_file
from applications.booking.doors import own_appointment
from applications.booking.forms import CancelForm, SlotForm
from applications.booking.wording import to_bring
from applications.models import Application, Appointment, Slot
from applications.refusals import CONFLICT, UNPROCESSABLE, Refused, require
from applications.views.doors import acting_in, own_case
from office.queries import settings as office_settings
from people.helping.enums import HelperScope

PAGE_SIZE = 24
LIST_SIZE = 20


@require_http_methods(["GET", "HEAD", "POST"])
@own_case(scope=HelperScope.REQUESTS_FILL)
def book(request: HttpRequest, case: Application) -> HttpResponse:
    """The free times for a request; posting takes one of them."""
    require(rules.is_bookable(case), actions.NOTHING_TO_MEET, CONFLICT)
    held = case.appointments.coming().first()
    if held and request.method != "POST":
        return redirect("applications:appointment", pk=held.pk)

    def take(slot: Slot) -> Appointment:
        return actions.book(case, slot, by=request.user)  # type: ignore[arg-type]

    return _choose(request, case, take, title=_("Choose a time"), told=_("Your time is kept. We look forward to you."))


@require_http_methods(["GET", "HEAD", "POST"])
@own_appointment
def move(request: HttpRequest, meeting: Appointment) -> HttpResponse:
    """Another time for an appointment that stands until then."""
    require(queries.may_change(meeting), actions.TOO_LATE if meeting.is_booked else actions.OVER, CONFLICT)
    case = meeting.application
    require(case is not None, actions.TOO_LATE, CONFLICT)  # What a colleague gave before a request, a colleague moves.

    def take(slot: Slot) -> Appointment:
        return actions.move(meeting, slot, by=request.user)  # type: ignore[arg-type]

    return _choose(
        request,
        meeting.application,
        take,
        title=_("Choose another time"),
        told=_("Your time is changed."),
        held=meeting,
    )


@require_safe
@own_appointment(scope=HelperScope.REQUESTS_SEE)
def detail(request: HttpRequest, meeting: Appointment) -> HttpResponse:
    """When, where, and what to bring."""
    return _shown(request, meeting)


@require_POST
@own_appointment
def cancel(request: HttpRequest, meeting: Appointment) -> HttpResponse:
    """End it; the time is free for somebody else."""
    form = CancelForm(request.POST)
    if not form.is_valid():
        return _shown(request, meeting, form=form, status=UNPROCESSABLE)
    actions.cancel(meeting, by=request.user, reason=form.cleaned_data["reason"])  # type: ignore[arg-type]
    messages.success(request, _("The appointment is cancelled."))
    return redirect("applications:appointment", pk=meeting.pk)


@require_safe
@own_appointment(scope=HelperScope.REQUESTS_SEE)
def calendar(request: HttpRequest, meeting: Appointment) -> HttpResponse:
    """The same for the calendar of one's phone."""
    return calendar_file([meeting], remind_hours=office_settings().appointment_remind_hours)


@require_safe
@never_cache
@login_required
def mine(request: HttpRequest) -> HttpResponse:
    """All of one's appointments, the latest first."""
    page = Paginator(queries.mine(request.user), LIST_SIZE).get_page(request.GET.get("page"))  # type: ignore[arg-type]
    return render(request, "applications/booking/mine.html", {"page_obj": page})


def _choose(
    request: HttpRequest,
    case: Any,
    take: Callable[[Slot], Appointment],
    *,
    title: str,
    told: str,
    held: Appointment | None = None,
) -> HttpResponse:
    """The page of free times. Whoever loses a time to somebody else is told so, beside the times that are left."""
    form, status = SlotForm(request.POST if request.method == "POST" else None), 200
    if form.is_valid():
        try:
            meeting = take(Slot(pk=form.cleaned_data["slot"]))
            messages.success(request, told)
            return redirect("applications:appointment", pk=meeting.pk)
        except Refused as refusal:
            if refusal.message not in (actions.TAKEN, actions.PASSED, actions.OTHER_COLLEAGUE):
                raise
            form.add_error("slot", str(refusal.message))
            status = refusal.status
    elif form.is_bound:
        status = UNPROCESSABLE
    page = Paginator(queries.offered(case), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "case": case,
        "form": form,
        "held": held,
        "title": title,
        "page_obj": page,
        "days": queries.by_day(page),
        "numbers": office_settings(),
    }
    return render(request, "applications/booking/choose.html", context, status=status)


def _shown(
    request: HttpRequest, meeting: Appointment, *, form: CancelForm | None = None, status: int = 200
) -> HttpResponse:
    can_act = acting_in(request).may(HelperScope.REQUESTS_FILL) and queries.may_change(meeting)
    context = {
        "meeting": meeting,
        "form": form or CancelForm(),
        "bring": to_bring(meeting.application, meeting.meeting) if meeting.is_booked else [],
        "can_move": can_act and meeting.application is not None,
        "can_cancel": can_act,
        "numbers": office_settings(),
    }
    return render(request, "applications/booking/appointment.html", context, status=status)
