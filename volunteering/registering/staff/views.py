"""The list of volunteers, one of them, and what a coordinator does with them."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from attachments.queries import respond
from saudi.digits import strip_marks
from services.enums import Spoken
from volunteering.enums import Field, Skill, VolunteerStatus
from volunteering.models import Qualification, Volunteer
from volunteering.refusals import UNPROCESSABLE, Refused
from volunteering.registering import card as cards
from volunteering.registering.staff import actions, queries
from volunteering.registering.staff.doors import desk, shown
from volunteering.registering.staff.forms import NothingForm, PauseForm, ReasonForm, ShowForm
from volunteering.registering.staff.profile import profile

PAGE_SIZE = 30
# What is done with a volunteer: the form of each, and its action.
ACTS: dict[str, tuple[type[forms.Form], Callable[..., Volunteer]]] = {
    "activate": (NothingForm, actions.activate),
    "decline": (ReasonForm, actions.decline),
    "suspend": (ReasonForm, actions.suspend),
    "reinstate": (ReasonForm, actions.reinstate),
    "pause": (PauseForm, actions.pause),
    "resume": (NothingForm, actions.resume),
}
POSSIBLE = {
    VolunteerStatus.UNDER_REVIEW: ("activate", "decline"),
    VolunteerStatus.ACTIVE: ("pause", "suspend"),
    VolunteerStatus.PAUSED: ("resume", "suspend"),
    VolunteerStatus.SUSPENDED: ("reinstate",),
}


@require_http_methods(["GET", "HEAD", "POST"])
@desk
def listed(request: HttpRequest) -> HttpResponse:
    """Everyone, what is due first. Filters stand in the address; what is searched is posted, since it may be a name."""
    user: Any = request.user
    words = strip_marks(request.POST.get("q", "")).strip()[:80]
    asked = {name: request.GET.get(name, "").replace("\x00", "")[:20] for name in queries.FILTERS}
    page = Paginator(queries.listed(user, words, **asked), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "words": words,
        "asked": asked,
        "page_obj": page,
        "query": urlencode({name: value for name, value in asked.items() if value}),
        "statuses": VolunteerStatus.choices,
        "fields": Field.choices,
        "skills": Skill.choices,
        "languages": Spoken.choices,
        "counts": queries.counts(user),
    }
    return shown(request, "list", context, title=_("Volunteers"))


@require_safe
@desk
def one(request: HttpRequest, volunteer: Volunteer) -> HttpResponse:
    """One volunteer; opening it leaves a row."""
    actions.note_opened(volunteer, by=request.user)  # type: ignore[arg-type]
    return _screen(request, volunteer)


@require_POST
@desk
def act(request: HttpRequest, volunteer: Volunteer, act: str) -> HttpResponse:
    """Accept, decline, suspend, take back in, pause or bring back."""
    if act not in ACTS:
        raise Http404
    form_class, action = ACTS[act]
    form = form_class(request.POST)
    if not form.is_valid():
        return _screen(request, volunteer, status=UNPROCESSABLE, bound={act: form})
    try:
        action(volunteer, by=request.user, **form.cleaned_data)
    except Refused as refusal:
        return _refused(request, volunteer, refusal)
    messages.success(request, _("It is done, and the volunteer was told."))
    return redirect("volunteers:one", reference=volunteer.reference)


@require_POST
@desk
def check(request: HttpRequest, volunteer: Volunteer, qualification: Qualification) -> HttpResponse:
    """The paper proves the skill."""
    try:
        actions.check_qualification(qualification, by=request.user)  # type: ignore[arg-type]
    except Refused as refusal:
        return _refused(request, volunteer, refusal)
    messages.success(request, _("The paper is noted as checked."))
    return redirect("volunteers:one", reference=volunteer.reference)


@require_POST
@desk
def refuse(request: HttpRequest, volunteer: Volunteer, qualification: Qualification) -> HttpResponse:
    """The paper is not accepted."""
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return _screen(request, volunteer, status=UNPROCESSABLE, bound={str(qualification.pk): form})
    try:
        actions.refuse_qualification(qualification, by=request.user, **form.cleaned_data)  # type: ignore[arg-type]
    except Refused as refusal:
        return _refused(request, volunteer, refusal)
    messages.success(request, _("The paper is noted as not accepted, and the volunteer was told why."))
    return redirect("volunteers:one", reference=volunteer.reference)


@require_safe
@desk
def paper(request: HttpRequest, volunteer: Volunteer, qualification: Qualification) -> HttpResponseBase:
    """The paper, shown in the browser; opening it leaves a row."""
    if qualification.paper is None:
        raise Http404
    actions.note_paper_opened(qualification, by=request.user)  # type: ignore[arg-type]
    return respond(request, qualification.paper, inline=True)


@require_POST
@desk
def emergency(request: HttpRequest, volunteer: Volunteer) -> HttpResponse:
    """Whom to call, on this one answer, against a reason that is kept."""
    form = ShowForm(request.POST)
    if not form.is_valid():
        return _screen(request, volunteer, status=UNPROCESSABLE, bound={"show": form})
    try:
        called = actions.show_emergency(volunteer, by=request.user, **form.cleaned_data)  # type: ignore[arg-type]
    except Refused as refusal:
        return _refused(request, volunteer, refusal)
    return _screen(request, volunteer, emergency=called)


@require_safe
@desk
def card(request: HttpRequest, token: str) -> HttpResponse:
    """Where the picture of a card leads: to its volunteer, or to why the card is none."""
    user: Any = request.user
    try:
        found = queries.one(user, cards.read(token).reference)
    except Refused as refusal:
        return shown(request, "no_card", {"told": refusal.message}, title=_("A card"), status=refusal.status)
    except Volunteer.DoesNotExist:
        raise Http404 from None
    actions.note_opened(found, by=user)
    return _screen(request, found)


def _refused(request: HttpRequest, volunteer: Volunteer, refusal: Refused) -> HttpResponse:
    messages.error(request, str(refusal.message))
    return _screen(request, queries.one(request.user, volunteer.reference), status=refusal.status)  # type: ignore[arg-type]


def _screen(
    request: HttpRequest,
    volunteer: Volunteer,
    *,
    status: int = 200,
    bound: dict[str, forms.Form] | None = None,
    emergency: tuple[str, str] | None = None,
) -> HttpResponse:
    """The screen of one volunteer, with what was typed wrongly and what is open on this answer alone."""
    given, read = bound or {}, queries.screen(volunteer)
    acts = POSSIBLE.get(VolunteerStatus(volunteer.status), ())
    context = {
        "volunteer": volunteer,
        "profile": profile(volunteer),
        "acts": [(name, given.get(name) or ACTS[name][0](auto_id=f"{name}-%s"), name in given) for name in acts],
        "papers": [
            (each, given.get(str(each.pk)) or ReasonForm(auto_id=f"{each.pk}-%s"), str(each.pk) in given)
            for each in read["qualifications"]
        ],
        "show_form": given.get("show") or ShowForm(auto_id="show-%s"),
        "show_is_open": "show" in given,
        "emergency": emergency,
        **read,
    }
    return shown(request, "one", context, title=volunteer.reference, status=status)
