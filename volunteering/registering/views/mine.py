"""The volunteer's own page, and what one does from it: the profile, a pause, the card, the end."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from content.qr import svg
from people.doors import Acting, file_door
from volunteering.errands.actions import release
from volunteering.errands.queries import ahead as errands_ahead
from volunteering.errands.queries import taken as errands_taken
from volunteering.joining import actions as places
from volunteering.models import Volunteer
from volunteering.refusals import CONFLICT, UNPROCESSABLE, Refused
from volunteering.registering import card as cards
from volunteering.registering import queries
from volunteering.registering.actions import moves
from volunteering.registering.forms import PauseForm
from volunteering.registering.views.doors import volunteer_door
from volunteering.registering.views.pages import ASKS, onward
from volunteering.registering.words import ASK_GUARDIAN, NEWER_CHARTER, SIGN, STANDINGS, Asked


@require_safe
@file_door
def mine(request: HttpRequest, acting: Acting) -> HttpResponse:
    """How far one has come in plain words, what is asked of one, and the next step."""
    volunteer = queries.of(acting.by)
    if volunteer is None:
        return render(request, "volunteering/registering/welcome.html")
    return render(request, "volunteering/mine.html", _standing(volunteer))


@require_safe
@volunteer_door
def profile(request: HttpRequest, volunteer: Volunteer) -> HttpResponse:
    """What one told us, with the way to change each."""
    if volunteer.is_draft:
        return redirect(onward(volunteer))
    groups = queries.answers(volunteer, lambda slug: reverse("volunteering:step", args=[slug]))
    return render(request, "volunteering/registering/profile.html", {"groups": groups})


@require_http_methods(ASKS)
@volunteer_door
def pause(request: HttpRequest, volunteer: Volunteer) -> HttpResponse:
    """No new places for a while."""
    form = PauseForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        moves.pause(volunteer, by=volunteer.person.user, until=form.cleaned_data["until"])  # type: ignore[arg-type]
        return redirect("volunteering:mine")
    if not volunteer.is_active:
        return redirect("volunteering:mine")
    context = {"form": form, **_promised(volunteer)}
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "volunteering/registering/pause.html", context, status=status)


@require_POST
@volunteer_door
def resume(request: HttpRequest, volunteer: Volunteer) -> HttpResponse:
    """Back from a pause."""
    moves.resume(volunteer, by=volunteer.person.user)
    messages.success(request, _("Welcome back."))
    return redirect("volunteering:mine")


@require_http_methods(ASKS)
@volunteer_door
def end(request: HttpRequest, volunteer: Volunteer) -> HttpResponse:
    """What follows, said first; then the coming places are given up one by one, and it is over."""
    user: Any = volunteer.person.user
    if request.method == "POST":
        for placement in queries.coming(volunteer):
            places.leave(placement, by=user)
        release(volunteer, by=user)
        moves.end(volunteer, by=user)
        return redirect("volunteering:mine")
    if volunteer.is_ended:
        return redirect("volunteering:mine")
    return render(request, "volunteering/registering/end.html", _promised(volunteer))


@require_safe
@volunteer_door
def card(request: HttpRequest, volunteer: Volunteer) -> HttpResponse:
    """The card to show on arriving: name, reference, and the picture that a coordinator reads."""
    if not (volunteer.is_active or volunteer.is_paused):
        raise Refused(moves.NO_CARD, CONFLICT)
    code = svg(cards.address(volunteer), label=_("The code of your volunteer card"))
    return render(request, "volunteering/registering/card.html", {"volunteer": volunteer, "code": code})


@require_POST
@volunteer_door
def renew_card(request: HttpRequest, volunteer: Volunteer) -> HttpResponse:
    """A new card in place of one that was lost or seen by others."""
    moves.renew_card(volunteer, by=volunteer.person.user)  # type: ignore[arg-type]
    messages.success(request, _("Here is your new card. The old one opens nothing any more."))
    return redirect("volunteering:card")


def _promised(volunteer: Volunteer) -> dict[str, int]:
    """How many places in shifts, and how often help in requests, others count on. Two queries."""
    return {"places": queries.coming_places(volunteer), "errands": errands_taken(volunteer).count()}


def _standing(volunteer: Volunteer) -> dict[str, Any]:
    """What the page shows; each question is asked only where its answer can matter."""
    waits = queries.charter_question(volunteer.person) if volunteer.awaits_guardian else None
    return {
        "volunteer": volunteer,
        "standing": STANDINGS[volunteer.status],
        "onward": onward(volunteer) if volunteer.is_draft else "",
        "question": waits,
        "charter": _charter_asked(volunteer) if volunteer.was_accepted else None,
        "opportunities": queries.opportunities_url() if volunteer.is_active else "",
        "errands": errands_ahead(volunteer) if volunteer.was_accepted else [],
        "consents": queries.guardians_asked(volunteer) if volunteer.person.is_minor else [],
    }


def _charter_asked(volunteer: Volunteer) -> Asked | None:
    """What a volunteer who was accepted has to do about the charter; two queries at most."""
    if volunteer.person.is_minor:
        return None if queries.has_signed(volunteer) else ASK_GUARDIAN
    if not queries.needs_charter(volunteer):
        return None
    return NEWER_CHARTER if queries.has_signed(volunteer) else SIGN
