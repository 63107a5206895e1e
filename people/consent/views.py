"""The person's consents, each purpose by itself, and the page that a guardian is sent to (R8)."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from people.consent import actions, guardian, queries
from people.consent.enums import ON_PAGE, Purpose
from people.consent.forms import AgreeForm, AskGuardianForm, GuardianForm, TakeBackForm, WithdrawForm
from people.doors import Acting, file_door, refused
from people.models import Consent, GuardianLink, Person
from people.refusals import CONFLICT, GONE, UNPROCESSABLE, Refused


@require_safe
@file_door
def consents(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Every purpose with what was agreed to, and the history of all."""
    history = list(queries.history(acting.person))
    context = {
        "standings": queries.standings(history, _language()),
        "history": history,
        "is_minor": acting.person.is_minor,
    }
    return render(request, "people/consent/list.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@file_door
def consent(request: HttpRequest, acting: Acting, purpose: str) -> HttpResponse:
    """One text, what changed since one agreed, and the box to agree."""
    standing = _standing(acting.person, purpose)
    form = AgreeForm(request.POST if request.method == "POST" else None, initial={"agreement": standing.agreement.pk})
    if form.is_valid():
        read = standing.agreement if form.cleaned_data["agreement"] == standing.agreement.pk else None
        if read is None:
            raise Refused(actions.NEWER_TEXT, CONFLICT)
        actions.give(acting.person, standing.purpose, by=acting.by, language=_language(), agreement=read)
        return redirect("people:consents")
    context = {"standing": standing, "form": form, "is_minor": acting.person.is_minor}
    return render(request, "people/consent/consent.html", context, status=UNPROCESSABLE if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@file_door
def consent_withdraw(request: HttpRequest, acting: Acting, purpose: str) -> HttpResponse:
    """What follows a withdrawal, said first; then the button."""
    standing = _standing(acting.person, purpose)
    if standing.consent is None:
        return redirect("people:consents")
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        actions.withdraw(standing.consent, by=acting.by, reason=form.cleaned_data["reason"])
        return redirect("people:consents")
    context = {"standing": standing, "form": form}
    return render(request, "people/consent/withdraw.html", context, status=UNPROCESSABLE if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@file_door
def ask_guardian(request: HttpRequest, acting: Acting) -> HttpResponse:
    """A child names the guardian, who gets a link and a code."""
    if not acting.person.is_minor:
        raise Refused(guardian.OF_AGE, CONFLICT)
    form = AskGuardianForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            guardian.ask(acting.person, by=acting.by, language=_language(), **form.cleaned_data)
        except Refused as refusal:
            if refusal.status != UNPROCESSABLE:
                raise
            form.add_error("mobile", refusal.message)  # type: ignore[arg-type]
        else:
            return render(request, "people/consent/asked.html", {"name": form.cleaned_data["name"]})
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "people/consent/ask_guardian.html", {"form": form}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def guardian_page(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What a guardian is asked, each text with its box, and the code of the message. Later, what was agreed to."""
    link = GuardianLink.objects.select_related("person").filter(pk=pk).first()
    if link is not None and (consents := guardian.agreed(link)):
        return _agreed(request, link, consents)
    if link is None or not guardian.is_open(link):
        return refused(request, Refused(guardian.LINK_OVER, GONE))
    texts = [each.agreement for each in queries.standings([], _language(), map(Purpose, link.purposes))]
    form = GuardianForm(request.POST if request.method == "POST" else None, agreements=texts)
    if form.is_valid():
        by = request.user if request.user.is_authenticated else None
        given = {"code": form.cleaned_data["code"], "agreements": form.ticked(form.cleaned_data), "by": by}
        try:
            guardian.answer(link, **given)
        except Refused as refusal:
            if refusal.status != UNPROCESSABLE:
                return refused(request, refusal)
            form.add_error("code", refusal.message)  # type: ignore[arg-type]
        else:
            return _thanks("refused" if form.is_refusal else "")
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, "people/consent/guardian.html", {"form": form, "link": link}, status=status)


@require_POST
@never_cache
def guardian_code(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Another code, to take consents back by."""
    link = GuardianLink.objects.filter(pk=pk).first()
    try:
        if link is None:
            raise Refused(guardian.NOTHING, GONE)
        guardian.send_code(link)
    except Refused as refusal:
        return refused(request, refusal)
    messages.success(request, _("We sent a code to your number."))
    return redirect(reverse("people:guardian", kwargs={"pk": pk}) + "#id_code")


@require_safe
def guardian_thanks(request: HttpRequest) -> HttpResponse:
    context = {"is_refused": "refused" in request.GET, "is_taken_back": "back" in request.GET}
    return render(request, "people/consent/thanks.html", context)


def _agreed(request: HttpRequest, link: GuardianLink, consents: list[Consent]) -> HttpResponse:
    """The guardian agreed; here it is taken back. The answer sent twice is thanked for twice."""
    if any(name.startswith(("agree_", "refuse")) for name in request.POST):
        return _thanks("")
    form = TakeBackForm(request.POST if request.method == "POST" else None, consents=consents)
    if form.is_valid():
        by = request.user if request.user.is_authenticated else None
        try:
            guardian.take_back(link, code=form.cleaned_data["code"], purposes=form.purposes, by=by)
        except Refused as refusal:
            if refusal.status != UNPROCESSABLE:
                return refused(request, refusal)
            form.add_error("code", refusal.message)  # type: ignore[arg-type]
        else:
            return _thanks("back")
    status = UNPROCESSABLE if form.is_bound else 200
    context = {"form": form, "link": link, "has_code": not link.code_is_spent(timezone.now())}
    return render(request, "people/consent/agreed.html", context, status=status)


def _thanks(what: str) -> HttpResponse:
    return redirect(reverse("people:guardian_thanks") + (f"?{what}=1" if what else ""))


def _language() -> str:
    return get_language() or "ar"


def _standing(person: Person, purpose: str) -> queries.Standing:
    """The purpose as it stands. Raises Http404 for one that is not given on this page."""
    if purpose not in ON_PAGE:
        raise Http404
    found = queries.standings(queries.history(person), _language(), [Purpose(purpose)])
    if not found:
        raise Http404
    return found[0]
