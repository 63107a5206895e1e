"""The coordinator's lists of the day, made for a phone."""

from datetime import date, datetime, timedelta
from typing import cast

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from content import qr
from people.refusals import UNPROCESSABLE
from saudi.digits import strip_marks
from volunteering.arriving.codes import code_of
from volunteering.day import actions, queries, taps, times
from volunteering.day.cards import holder, named
from volunteering.day.doors import desk, shown
from volunteering.day.forms import ExcuseForm, IncidentForm, WalkInForm, taps_in
from volunteering.day.walking_in import walk_in as give_place
from volunteering.models import Placement, Shift, Volunteer
from volunteering.refusals import Refused
from volunteering.rules import not_to_judge


@require_safe
@desk
def today(request: HttpRequest) -> HttpResponse:
    """The shifts of a day with their numbers; today unless the address names another day."""
    return _today(request, _day(request))


def _today(request: HttpRequest, day: date, *, status: int = 200) -> HttpResponse:
    shifts = list(queries.shifts_of(day))
    context = {
        "day": day,
        "shifts": shifts,
        "next_day": None if shifts else queries.next_day(day),
        "before": day - timedelta(days=1),
        "after": day + timedelta(days=1),
        "is_today": day == timezone.localdate(),
    }
    return shown(request, "today", context, title=_("The day"), status=status)


@require_safe
@desk
def one(request: HttpRequest, shift: Shift) -> HttpResponse:
    """The people of a shift."""
    return _page(request, shift)


@require_POST
@desk
def act(request: HttpRequest, placement: Placement) -> HttpResponse:
    """One act on one person, without a script."""
    user = _me(request)
    try:
        taps.act_on(placement, request.POST.get("act", ""), by=user)
    except KeyError:
        raise Http404 from None
    except Refused as refusal:
        messages.error(request, str(refusal.message))
        return _page(request, placement.shift, status=refusal.status)
    return redirect(f"{reverse('volunteering_day:shift', args=[placement.shift_id])}#p-{placement.pk}")


@require_safe
@desk
def card(request: HttpRequest, token: str) -> HttpResponse:
    """Where a phone's own camera leads: the places of whoever holds the card, of today, and the shifts of today."""
    today_is = timezone.localdate()
    try:
        volunteer = holder(token)
    except Refused as refusal:
        messages.error(request, str(refusal.message))
        return _today(request, today_is, status=refusal.status)
    places = queries.places_of(volunteer, today_is)
    held = {place.shift_id for place in places}
    shifts = [shift for shift in queries.shifts_of(today_is) if shift.pk not in held and not shift.is_over]
    is_mine = volunteer.person_id in not_to_judge(_me(request))
    context = {"volunteer": volunteer, "places": places, "open_shifts": shifts, "is_mine": is_mine}
    return shown(request, "card", context, title=_("A card was read"))


@require_http_methods(["GET", "HEAD", "POST"])
@desk
def walk_in(request: HttpRequest, shift: Shift) -> HttpResponse:
    """Somebody who came without a place."""
    form = WalkInForm(request.POST if request.method == "POST" else None, initial={"who": request.GET.get("who", "")})
    if form.is_valid():
        try:
            place = give_place(
                shift, named(form.cleaned_data["who"]), by=_me(request), reason=form.cleaned_data["reason"]
            )
            messages.success(request, _("The place is given, and the arrival noted."))
            return redirect(f"{reverse('volunteering_day:shift', args=[shift.pk])}#p-{place.pk}")
        except Refused as refusal:
            form.add_error(None, str(refusal.message))
    context = {"form": form, "shift": shift}
    status = UNPROCESSABLE if form.is_bound else 200
    return shown(request, "walk_in", context, title=_("Somebody without a place"), status=status)


@require_POST
@desk
def sent(request: HttpRequest, shift: Shift) -> HttpResponse:
    """Taps of a phone, perhaps of some minutes ago; answered with how everyone stands now."""
    try:
        given = taps_in(request.body)
    except ValidationError as fault:
        return JsonResponse({"told": fault.messages[0]}, status=UNPROCESSABLE)
    answers = [
        {"key": str(each.key), "done": each.done, "told": str(each.told)}
        for each in taps.take(shift, given, by=_me(request))
    ]
    return JsonResponse({"answers": answers, **taps.state_of(shift)})


@require_POST
@desk
def all_out(request: HttpRequest, shift: Shift) -> HttpResponse:
    """Everyone who is there leaves."""
    number = actions.all_out(shift, by=_me(request))
    told = ngettext("%(number)d person was noted as leaving.", "%(number)d people were noted as leaving.", number)
    messages.success(request, told % {"number": number})
    return redirect("volunteering_day:shift", shift=shift.pk)


@require_POST
@desk
def close(request: HttpRequest, shift: Shift) -> HttpResponse:
    """The shift is over: who is there leaves, who never came is missed."""
    try:
        left, missed = actions.close(shift, by=_me(request))
    except Refused as refusal:
        messages.error(request, str(refusal.message))
        return _page(request, shift, status=refusal.status)
    told = _("The list is closed. Noted as leaving: %(left)d. Did not come: %(missed)d.")
    messages.success(request, told % {"left": left, "missed": missed})
    return redirect("volunteering_day:shift", shift=shift.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@desk
def excuse(request: HttpRequest, placement: Placement) -> HttpResponse:
    """Why somebody did not come."""
    form = ExcuseForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.excuse(placement, by=_me(request), reason=form.cleaned_data["reason"])
            return redirect("volunteering_day:shift", shift=placement.shift_id)
        except Refused as refusal:
            form.add_error(None, str(refusal.message))
    context = {"form": form, "placement": placement}
    status = UNPROCESSABLE if form.is_bound else 200
    return shown(request, "excuse", context, title=_("An excuse"), status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@desk
def incident(request: HttpRequest, shift: Shift) -> HttpResponse:
    """What happened in a shift, and what was written before."""
    people = Volunteer.objects.filter(placements__shift=shift).select_related("person").distinct()
    form = IncidentForm(request.POST if request.method == "POST" else None, people=people)
    if form.is_valid():
        text, about = form.cleaned_data["text"], form.cleaned_data["about"]
        actions.write_incident(shift, by=_me(request), text=text, volunteer=about)
        messages.success(request, _("It is written down."))
        return redirect("volunteering_day:incident", shift=shift.pk)
    context = {"form": form, "shift": shift, "incidents": queries.incidents_of(shift)}
    status = UNPROCESSABLE if form.is_bound else 200
    return shown(request, "incident", context, title=_("What happened"), status=status)


@require_safe
@desk
def poster(request: HttpRequest, shift: Shift) -> HttpResponse:
    """The code of the day, for volunteers who note their coming themselves."""
    code = code_of(shift, timezone.localdate())
    way = request.build_absolute_uri(reverse("volunteering:arrive", args=[shift.pk]))
    context = {"shift": shift, "code": code, "qr": qr.svg(f"{way}?code={code}", label=_("The code of the day"))}
    return shown(request, "poster", context, title=_("The code of the day"))


def _page(request: HttpRequest, shift: Shift, *, status: int = 200) -> HttpResponse:
    words = strip_marks(request.GET.get("q", "")).strip()[:60]
    mine = not_to_judge(_me(request))
    people = queries.people_of(shift, words)
    context = {
        "shift": shift,
        "people": [(place, taps.state(place), place.volunteer.person_id in mine) for place in people],
        "counts": queries.counts_of(shift) if words else queries.counts_in(people),
        "words": words,
        "opens_at": _still_opens_at(shift),
    }
    return shown(request, "shift", context, title=shift.opportunity.title, status=status)


def _still_opens_at(shift: Shift) -> datetime | None:
    """When arrivals can be noted, as long as they can't."""
    opens_at = None if shift.has_begun else times.opens_at(shift)
    return opens_at if opens_at and opens_at > timezone.now() else None


def _day(request: HttpRequest) -> date:
    try:
        return date.fromisoformat(request.GET.get("day", ""))
    except ValueError:
        return timezone.localdate()


def _me(request: HttpRequest) -> User:
    return cast(User, request.user)
