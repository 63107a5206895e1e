"""The end of a registration: the answers to check, the charter, and what is sent to whom."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST

from people.consent.actions import NEWER_TEXT
from people.consent.forms import AgreeForm, AskGuardianForm
from people.models import Agreement
from volunteering.guardians.queries import named_before
from volunteering.models import Volunteer
from volunteering.refusals import CONFLICT, UNPROCESSABLE, Refused
from volunteering.registering import queries
from volunteering.registering.actions import moves
from volunteering.registering.steps import way_of
from volunteering.registering.views.doors import volunteer_door
from volunteering.registering.views.pages import ASKS, onward, too_young


@require_http_methods(ASKS)
@volunteer_door
def check(request: HttpRequest, volunteer: Volunteer) -> HttpResponse:
    """Everything read back, with the way to change each; then to the charter."""
    if not volunteer.is_draft:
        return redirect("volunteering:mine")
    if way_of(volunteer).missing:
        return redirect(onward(volunteer))
    if request.method == "POST":
        return redirect("volunteering:charter")
    groups = queries.answers(volunteer, lambda slug: reverse("volunteering:step", args=[slug]))
    return render(request, "volunteering/registering/check.html", {"groups": groups})


@require_http_methods(ASKS)
@volunteer_door
def charter(request: HttpRequest, volunteer: Volunteer) -> HttpResponse:
    """The charter in force, word by word: signed by whoever is of age, sent to the guardian otherwise."""
    if volunteer.is_draft and way_of(volunteer).missing:
        return redirect(onward(volunteer))
    if told := too_young(request, volunteer):
        return told
    if not _is_asked(volunteer):
        return redirect("volunteering:mine")
    text = queries.charter(get_language() or "ar")
    is_minor, posted = volunteer.person.is_minor, request.POST if request.method == "POST" else None
    form = (
        AskGuardianForm(posted, initial=named_before(volunteer))
        if is_minor
        else AgreeForm(posted, initial={"agreement": text.pk})
    )
    if form.is_valid():
        try:
            _signed(volunteer, form, text)
            return redirect("volunteering:mine")
        except Refused as refusal:
            if refusal.status != UNPROCESSABLE or not is_minor:
                raise
            form.add_error("mobile", str(refusal.message))
    context = {"volunteer": volunteer, "form": form, "text": text, "is_minor": is_minor}
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "volunteering/registering/charter.html", context, status=status)


@require_POST
@volunteer_door
def take_back(request: HttpRequest, volunteer: Volunteer) -> HttpResponse:
    """Take a sent registration back to change it."""
    moves.take_back(volunteer, by=volunteer.person.user)  # type: ignore[arg-type]
    return redirect("volunteering:check")


def _is_asked(volunteer: Volunteer) -> bool:
    """Whether there is something to sign, or a guardian to write to."""
    if volunteer.is_draft or queries.awaits_charter_of_guardian(volunteer):
        return True
    return volunteer.was_accepted and not volunteer.person.is_minor and queries.needs_charter(volunteer)


def _signed(volunteer: Volunteer, form: forms.Form, text: Agreement) -> None:
    """Send it, write to the guardian again, or sign alone; by what the volunteer's standing asks for."""
    user: Any = volunteer.person.user
    if isinstance(form, AskGuardianForm):
        if not volunteer.is_draft:
            moves.ask_guardian_again(volunteer, by=user, **form.cleaned_data)
        else:
            moves.send(volunteer, by=user, guardian_named=form.cleaned_data)
        return
    if form.cleaned_data["agreement"] != text.pk:
        raise Refused(NEWER_TEXT, CONFLICT)
    if volunteer.is_draft:
        moves.send(volunteer, by=user, agreement=text)
    else:
        moves.sign_charter(volunteer, by=user, agreement=text)
