"""The pages of a registration, one thing each: shown with what was kept, kept when it is right."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from attachments.queries import respond
from office.queries import settings
from people import actions as files
from people.doors import Acting, file_door
from people.parts import file_of
from people.registry import shut_parts
from services.enums import FilePart
from volunteering.models import Qualification, Volunteer
from volunteering.refusals import UNPROCESSABLE, Refused
from volunteering.registering import queries
from volunteering.registering.actions import profile
from volunteering.registering.forms import QualificationForm
from volunteering.registering.steps import ASKED_OF_THE_FILE, FIELDS, FORMS, WHY, Step, title_of, way_of
from volunteering.registering.views.doors import volunteer_door

ASKS = ["GET", "HEAD", "POST"]
TEMPLATES: dict[str, str] = {Step.TIMES: "times", Step.QUALIFICATIONS: "papers"}


@require_POST
@file_door
def begin(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Open the registration and go to its first open page."""
    return redirect(onward(profile.begin(by=acting.by)))


@require_http_methods(ASKS)
@volunteer_door
def step(request: HttpRequest, volunteer: Volunteer, step: str) -> HttpResponse:
    """One page of the registration."""
    if step not in (*Step.values, *ASKED_OF_THE_FILE):
        raise Http404
    if told_young := too_young(request, volunteer):
        return told_young
    if step == Step.QUALIFICATIONS:
        return _papers(request, volunteer)
    posted = request.POST if request.method == "POST" else None
    form, told = FORMS[step](posted, initial=_initial(volunteer, step)), _shut(volunteer, step)
    if form.is_valid():
        try:
            _kept(volunteer, step, form)
            return redirect(onward(volunteer, step))
        except Refused as refusal:
            if refusal.status == UNPROCESSABLE and "emergency_mobile" in form.fields:
                form.add_error("emergency_mobile", str(refusal.message))
            else:
                told = refusal.message
    return shown(request, volunteer, step, form=form, told=told)


@require_http_methods(ASKS)
@volunteer_door
def add_paper(request: HttpRequest, volunteer: Volunteer) -> HttpResponse:
    """One more paper that proves a skill."""
    form = QualificationForm(*((request.POST, request.FILES) if request.method == "POST" else (None, None)))
    if form.is_valid():
        profile.add_qualification(volunteer, by=volunteer.person.user, **form.cleaned_data)  # type: ignore[arg-type]
        return redirect("volunteering:step", step=Step.QUALIFICATIONS)
    context = {"form": form, "back_url": reverse("volunteering:step", args=[Step.QUALIFICATIONS])}
    return render(request, "volunteering/registering/paper.html", context, status=_status(form))


@require_POST
@volunteer_door
def remove_paper(request: HttpRequest, volunteer: Volunteer, pk: UUID) -> HttpResponse:
    """Take a paper out, file and all."""
    profile.remove_qualification(_paper(volunteer, pk), by=volunteer.person.user)  # type: ignore[arg-type]
    return redirect("volunteering:step", step=Step.QUALIFICATIONS)


@require_safe
@volunteer_door
def paper_file(request: HttpRequest, volunteer: Volunteer, pk: UUID) -> HttpResponseBase:
    """The file of one's own paper."""
    found = _paper(volunteer, pk)
    if found.paper is None:
        raise Http404
    return respond(request, found.paper)


def onward(volunteer: Volunteer, after: str = "") -> str:
    """The next page that is open; then the answers to check, or one's own page when all was sent before."""
    fresh = Volunteer.objects.select_related("person__recipient").get(pk=volunteer.pk)
    following = way_of(fresh).after(after)
    if not fresh.is_draft:
        return reverse("volunteering:profile")
    return reverse("volunteering:step", args=[following]) if following else reverse("volunteering:check")


def too_young(request: HttpRequest, volunteer: Volunteer) -> HttpResponse | None:
    """The kind word for whoever has to wait some years."""
    day = queries.youngest_since(volunteer.person) if volunteer.is_draft else None
    if day is None:
        return None
    context = {"day": day, "age": settings().volunteer_min_age}
    return render(request, "volunteering/registering/too_young.html", context)


def shown(request: HttpRequest, volunteer: Volunteer, step: str, **context: Any) -> HttpResponse:
    """A page in its frame: where one is on the way, and the way back."""
    way, form = way_of(volunteer), context.get("form")
    walking = volunteer.is_draft and step in way.slugs
    before = way.before(step) if walking else ""
    first = "volunteering:mine" if walking else "volunteering:profile"
    frame = {
        "volunteer": volunteer,
        "step": step,
        "title": title_of(step),
        "why": WHY[step],
        "number": way.number(step) if walking else 0,
        "total": len(way.slugs),
        "back_url": reverse("volunteering:step", args=[before]) if before else reverse(first),
    }
    template = TEMPLATES.get(step, "step")
    status = _status(form, context.get("told")) if form else 200
    return render(request, f"volunteering/registering/{template}.html", {**frame, **context}, status=status)


def _papers(request: HttpRequest, volunteer: Volunteer) -> HttpResponse:
    """The papers that were given; posting says that these are all."""
    if request.method == "POST":
        profile.keep_step(volunteer, Step.QUALIFICATIONS, by=volunteer.person.user)  # type: ignore[arg-type]
        return redirect(onward(volunteer, Step.QUALIFICATIONS))
    rows = list(volunteer.qualifications.select_related("paper"))
    return shown(request, volunteer, Step.QUALIFICATIONS, papers=rows)


def _kept(volunteer: Volunteer, step: str, form: forms.Form) -> None:
    user: Any = volunteer.person.user
    if step in FIELDS:
        profile.keep_step(volunteer, step, by=user, **form.cleaned_data)
        return
    profile.pass_file_part(volunteer, step, by=user)
    files.keep_part(volunteer.person, FilePart(step), by=user, **form.cleaned_data)


def _initial(volunteer: Volunteer, step: str) -> dict[str, Any]:
    if step not in FIELDS:
        return file_of(volunteer.person, (FilePart(step),)).initial(FilePart(step))
    held = {name: getattr(volunteer, name) for name in FIELDS[step]}
    if step == Step.SHOWN_NAME and not held["shown_name"]:
        held["shown_name"] = volunteer.person.full_name
    if step == Step.CAR and step not in volunteer.answered:
        held = {}
    return held


def _shut(volunteer: Volunteer, step: str) -> Any:
    return shut_parts(volunteer.person).get(step, "") if step in ASKED_OF_THE_FILE else ""


def _paper(volunteer: Volunteer, pk: UUID) -> Qualification:
    found = volunteer.qualifications.select_related("paper", "volunteer").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def _status(form: forms.Form, told: Any = "") -> int:
    """409 for what may not change now, 422 for a page that is not right yet."""
    if not form.is_bound:
        return 200
    return 409 if form.is_valid() and told else UNPROCESSABLE
