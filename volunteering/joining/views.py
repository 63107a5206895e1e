"""A volunteer's pages about places: joining in two taps, one's shifts, an offer, leaving, handing over."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from office.queries import settings as office_settings
from volunteering.joining import actions, queries
from volunteering.joining.actions.steps import NotForThem
from volunteering.joining.calendar import calendar_of
from volunteering.joining.candidates import Hindrance, candidate, nobody
from volunteering.joining.doors import a_shift, own_place
from volunteering.joining.forms import HandOverForm, LeaveForm
from volunteering.joining.shown import joining_context, place_context
from volunteering.models import Placement, Shift, Volunteer
from volunteering.refusals import CONFLICT, UNPROCESSABLE, Refused
from volunteering.registering.queries import opportunities_url

LIST_SIZE = 20
PLACE = "volunteering:place"


@require_http_methods(["GET", "HEAD", "POST"])
@a_shift
def join(request: HttpRequest, shift: Shift) -> HttpResponse:
    """What, when and where, and what stands against it; posting joins."""
    user = cast(User, request.user)
    volunteer = queries.volunteer_of(user)
    if volunteer and (place := queries.standing_in(shift, volunteer)):
        return redirect(PLACE, pk=place.pk)
    if request.method != "POST":
        found, needs_guardian = _against(request, volunteer, shift)
        return _join_page(request, shift, found, needs_guardian=needs_guardian)
    try:
        place = actions.join(shift, by=user)
    except NotForThem as refusal:
        return _join_page(request, shift, refusal.hindrances, status=refusal.status)
    except Refused as refusal:
        return _join_page(request, shift, [Hindrance(refusal.message)], status=refusal.status)
    messages.success(request, _told(place))
    return redirect(PLACE, pk=place.pk)


@require_safe
@never_cache
@login_required
def shifts(request: HttpRequest) -> HttpResponse:
    """One's shifts: those that come, those one waits for, those that are over."""
    user, view = cast(User, request.user), request.GET.get("view", "")
    view = view if view in queries.LISTS else "coming"
    page = Paginator(queries.LISTS[view](user), LIST_SIZE).get_page(request.GET.get("page"))
    page.object_list = queries.titled(page.object_list, get_language() or "ar")
    swaps = list(queries.open_swaps(user)) if view == "coming" else []
    context = {"page_obj": page, "view": view, "swaps": swaps, "volunteer": queries.volunteer_of(user)}
    if not page.object_list:
        context["opportunities_url"] = opportunities_url()
    return render(request, "volunteering/joining/shifts.html", context)


@require_safe
@own_place
def place(request: HttpRequest, place: Placement) -> HttpResponse:
    """Where one stands in a shift, and what one can do."""
    return _place_page(request, place)


@require_POST
@own_place
def accept(request: HttpRequest, place: Placement) -> HttpResponse:
    """Take the place that is offered."""
    taken = actions.accept(place, by=cast(User, request.user))
    messages.success(request, _told(taken))
    return redirect(PLACE, pk=place.pk)


@require_POST
@own_place
def leave(request: HttpRequest, place: Placement) -> HttpResponse:
    """Give the place back, refuse the offer or leave the list. Late, one is warned before."""
    form = LeaveForm(request.POST)
    if not form.is_valid():
        return _place_page(request, place, leave_form=form, status=UNPROCESSABLE)
    if queries.is_late(place) and not form.cleaned_data["although_late"]:
        return _place_page(request, place, leave_form=form, warned=True, status=CONFLICT)
    actions.leave(place, by=cast(User, request.user), reason=form.cleaned_data["reason"])
    messages.success(request, _("You are no longer down for this shift. Thank you for telling us."))
    return redirect(PLACE, pk=place.pk)


@require_safe
@own_place
def calendar(request: HttpRequest, place: Placement) -> HttpResponse:
    """The shift for the calendar of one's phone."""
    return calendar_of([place])


@require_POST
@own_place
def hand_over(request: HttpRequest, place: Placement) -> HttpResponse:
    """Ask another volunteer to take the place over."""
    form = HandOverForm(request.POST)
    if form.is_valid():
        try:
            actions.ask_swap(place, by=cast(User, request.user), named=form.cleaned_data["named"])
        except Refused as refusal:
            if refusal.status != UNPROCESSABLE:
                raise
            form.add_error("named", str(refusal.message))
        else:
            messages.success(request, _("We asked. The place stays yours until the answer is yes."))
            return redirect(PLACE, pk=place.pk)
    return _place_page(request, place, swap_form=form, status=UNPROCESSABLE)


@require_POST
@own_place
def keep(request: HttpRequest, place: Placement) -> HttpResponse:
    """Take back the question to another volunteer."""
    actions.end_swap(place, by=cast(User, request.user))
    messages.success(request, _("You keep your place."))
    return redirect(PLACE, pk=place.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def swap(request: HttpRequest, pk: Any) -> HttpResponse:
    """Somebody asks whether one takes their place over; posting answers."""
    user = cast(User, request.user)
    asked = queries.swaps_for(user).filter(pk=pk).first()
    if asked is None:
        raise Http404
    shift = asked.placement.shift
    queries.title_shifts([shift], get_language() or "ar")
    told, status = "", 200
    try:
        if request.method == "POST" and "take" in request.POST:
            taken = actions.agree_to_swap(asked, by=user)
            messages.success(request, _("The place is yours. Thank you."))
            return redirect(PLACE, pk=taken.pk)
        if request.method == "POST":
            actions.refuse_swap(asked, by=user)
            messages.success(request, _("We tell the volunteer that you can’t."))
            return redirect("volunteering:shifts")
    except Refused as refusal:
        told, status = str(refusal.message), refusal.status
    found = candidate(asked.to, shift).hindrances(shift)
    context = {"swap": asked, "told": told, "shift": shift, "hindrances": found}
    return render(request, "volunteering/joining/swap.html", context, status=status)


def _against(request: HttpRequest, volunteer: Volunteer | None, shift: Shift) -> tuple[list[Hindrance], bool]:
    """What stands against the shift, and whether a guardian would be asked first."""
    if volunteer is None:
        return nobody(shift), False
    who = candidate(volunteer, shift, numbers=office_settings(request))
    return who.hindrances(shift), who.needs_guardian(shift)


def _join_page(
    request: HttpRequest, shift: Shift, found: list[Hindrance], *, needs_guardian: bool = False, status: int = 200
) -> HttpResponse:
    given = {**joining_context(shift, found), "needs_guardian": needs_guardian, "numbers": office_settings(request)}
    return render(request, "volunteering/joining/join.html", given, status=status)


def _place_page(request: HttpRequest, place: Placement, *, status: int = 200, **given: Any) -> HttpResponse:
    context = {"leave_form": LeaveForm(), "swap_form": HandOverForm(), **place_context(place), **given}
    context["numbers"] = office_settings(request)
    return render(request, "volunteering/joining/place.html", context, status=status)


def _told(place: Placement) -> str:
    """What became of joining, in a sentence."""
    if place.is_waitlisted:
        return _("The shift is full. You stand on its waiting list.")
    if place.awaits_guardian:
        return _("A place is kept for you until your guardian agrees.")
    return _("You have a place in this shift. We look forward to you.")
