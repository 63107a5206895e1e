"""The page that a guardian is sent to, without an account: what is asked, the answer, and taking it back."""

from functools import partial
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.models import User
from people.consent.forms import AskGuardianForm
from people.consent.guardian import LINK_OVER, OF_AGE
from people.doors import refused
from people.models.person import first_name
from volunteering.guardians import actions, queries
from volunteering.guardians.forms import AnswerForm, TakeBackForm
from volunteering.models import GuardianConsent, OpportunityPage, Volunteer
from volunteering.refusals import CONFLICT, GONE, UNPROCESSABLE, Refused
from volunteering.registering.views.doors import volunteer_door

TAKEN_BACK = gettext_lazy("You took this consent back. If you change your mind, your child can ask you again.")
POSTED = ["GET", "HEAD", "POST"]


@require_http_methods(POSTED)
@never_cache
def page(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What the child wants to do, where, when and with whom; the answer with the code. Later, what was agreed to."""
    consent = _found(pk)
    if consent is not None and consent.is_standing:
        return _standing(request, consent)
    if consent is None or not queries.is_open(consent):
        taken_back = consent is not None and consent.withdrawn_at is not None
        return refused(request, Refused(TAKEN_BACK if taken_back else LINK_OVER, GONE))
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        code, given = form.cleaned_data["code"], form.is_given
        if answer := _tried(request, form, lambda: actions.answer(consent, code=code, given=given, by=_by(request))):
            return answer
        if not form.errors:
            return redirect("volunteering:guardian_thanks", answer="yes" if given else "no")
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "volunteering/guardians/page.html", {"form": form, **_told(consent)}, status=status)


@require_POST
@never_cache
def code(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Another code, to take a consent back by."""
    consent = _found(pk)
    if consent is None or not consent.is_standing:
        return refused(request, Refused(LINK_OVER, GONE))
    try:
        actions.send_code(consent)
    except Refused as refusal:
        return refused(request, refusal)
    messages.success(request, _("We sent a code to your number."))
    return redirect(reverse("volunteering:guardian", kwargs={"pk": pk}) + "#id_code")


@require_safe
def thanks(request: HttpRequest, answer: str) -> HttpResponse:
    """What was done, and what follows."""
    return render(request, "volunteering/guardians/thanks.html", {"answer": answer})


@require_http_methods(POSTED)
@volunteer_door
def ask(request: HttpRequest, volunteer: Volunteer, pk: int) -> HttpResponse:
    """The minor names the guardian, who is written to about one opportunity."""
    opportunity = get_object_or_404(OpportunityPage.objects.live(), pk=pk)
    if not queries.is_minor_on(volunteer, timezone.localdate()):
        raise Refused(OF_AGE, CONFLICT)
    if queries.has_consent(volunteer, opportunity):
        messages.info(request, _("Your guardian agreed to this already."))
        return redirect("volunteering:mine")
    form = AskGuardianForm(request.POST if request.method == "POST" else None, initial=queries.named_before(volunteer))
    if form.is_valid():
        by: Any = request.user
        act = partial(actions.ask, volunteer, opportunity, by=by, **form.cleaned_data)
        if answer := _tried(request, form, act, field="mobile"):
            return answer
        if not form.errors:
            messages.success(request, _("The message to your guardian is on its way."))
            return redirect("volunteering:mine")
    context = {"form": form, "opportunity": opportunity, "back_url": reverse("volunteering:mine")}
    return render(request, "volunteering/guardians/ask.html", context, status=UNPROCESSABLE if form.is_bound else 200)


def _standing(request: HttpRequest, consent: GuardianConsent) -> HttpResponse:
    """The guardian agreed; here it is taken back."""
    form = TakeBackForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        given = form.cleaned_data["code"]
        if answer := _tried(request, form, lambda: actions.withdraw(consent, code=given, by=_by(request))):
            return answer
        if not form.errors:
            return redirect("volunteering:guardian_thanks", answer="withdrawn")
    status = UNPROCESSABLE if form.is_bound else 200
    context = {"form": form, "has_code": not consent.code_is_spent(timezone.now()), **_told(consent)}
    return render(request, "volunteering/guardians/standing.html", context, status=status)


def _tried(request: HttpRequest, form: forms.Form, act: Any, *, field: str = "code") -> HttpResponse | None:
    """Do it; what was typed wrongly is said at its field, any other refusal on a page of its own."""
    try:
        act()
    except Refused as refusal:
        if refusal.status != UNPROCESSABLE:
            return refused(request, refusal)
        form.add_error(field, refusal.message)  # type: ignore[arg-type]
    return None


def _found(pk: UUID) -> GuardianConsent | None:
    rows = GuardianConsent.objects.select_related("opportunity__coordinator", "volunteer__person")
    return rows.filter(pk=pk).first()


def _told(consent: GuardianConsent) -> dict[str, Any]:
    """What the guardian reads: of the child no more than the first name."""
    return {
        "consent": consent,
        "child": first_name(consent.volunteer.person),
        "opportunity": queries.in_language(consent.opportunity, get_language() or "ar"),
        "shifts": queries.times_of(consent),
        "coordinator": consent.opportunity.coordinator,
    }


def _by(request: HttpRequest) -> User | None:
    return request.user if request.user.is_authenticated else None
