"""Receiving somebody: the channel, the person, the service, and then the pages of the request itself."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from applications.models import Application
from applications.queries import missing
from applications.refusals import CONFLICT, UNPROCESSABLE, Refused
from applications.rules import enters, may_ask
from applications.steps import progress_of
from applications.wording import standing
from casework.book.queries import coming_of
from casework.contacts.actions import attach
from casework.delegates.rules import is_delegate
from casework.intake import actions, queries, rules
from casework.intake.doors import carried, channel_in, contact_in, desk, shown
from casework.intake.forms import CallerForm, ChannelForm, FindForm, StartForm
from casework.sighting.queries import originals
from people.models import Person
from people.rules import sees_files
from people.staff.actions import note_viewed
from services.enums import Channel, FilePart

PAGE_SIZE = 30


@require_safe
@desk
def listed(request: HttpRequest) -> HttpResponse:
    """The channels to receive by, and what is being written down."""
    user: Any = request.user
    page = Paginator(queries.being_written(user), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"channels": rules.channels_of(user), "page_obj": page, "is_delegate": is_delegate(user)}
    return shown(request, "list", context, title=_("Receive a request"))


@require_http_methods(["GET", "HEAD", "POST"])
@desk
def find(request: HttpRequest) -> HttpResponse:
    """Who it is. Words are posted: a number or a name must not stand in an address."""
    user: Any = request.user
    channel, contact = channel_in(request), contact_in(request)
    first = {"words": contact.mobile} if contact else {}
    posted = request.POST if request.method == "POST" else None
    form = FindForm(posted, initial=first, channel=channel, by_name=sees_files(user))
    found: list[Person] = []
    status = 0
    if form.is_valid():
        try:
            found = actions.seek(form.cleaned_data["words"], by=user)
        except Refused as refusal:
            form.add_error("words", str(refusal.message))
            status = refusal.status
    context = {"channel": channel, "form": form, "found": found, "asked": form.is_bound and form.is_valid()}
    context["way"] = carried(channel, contact)
    status = status or (UNPROCESSABLE if form.errors else 200)
    return shown(request, "find", context, title=str(channel.label), status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@desk
def new(request: HttpRequest) -> HttpResponse:
    """A file for somebody who has none; files that may be the same person's are offered first."""
    user: Any = request.user
    channel, contact = channel_in(request), contact_in(request)
    posted = request.POST if request.method == "POST" else None
    first = {"key": uuid.uuid4(), "language": "ar", "mobile": contact.mobile if contact else ""}
    form = CallerForm(posted, initial=first, channel=channel)
    found: list[Person] = []
    if form.is_valid():
        data = form.cleaned_data
        asked = {"mobile": data["mobile"], "language": data["language"], "anyway": "anyway" in request.POST}
        try:
            person = actions.open_person(by=user, key=data["key"], channel=channel, **asked, **form.details())
            return redirect(f"{reverse('intake:start', args=[person.reference])}?{carried(channel, contact)}")
        except Refused as refusal:
            form.add_error(None, str(refusal.message))
            given = {"identity": data.get("identity_number", ""), "mobile": data["mobile"]}
            found = actions.standing_beside(by=user, **given)
    context = {"channel": channel, "form": form, "found": found, "way": carried(channel, contact)}
    return shown(request, "new", context, title=_("A new file"), status=CONFLICT if found else _status(form))


@require_http_methods(["GET", "HEAD", "POST"])
@desk
def start(request: HttpRequest, person: Person) -> HttpResponse:
    """What the person asks for; then the pages of the request."""
    user: Any = request.user
    channel, contact = channel_in(request), contact_in(request)
    branches = queries.branches(channel)
    posted = request.POST if request.method == "POST" else None
    form = StartForm(posted, services=queries.services("ar"), branches=branches)
    status = 0
    if form.is_valid():
        branch = form.cleaned_data.get("branch")
        try:
            with transaction.atomic():
                case = actions.enter(person, form.chosen, by=user, channel=channel, branch=branch)
                if contact:
                    attach(contact, case, by=user)
                note_viewed(person, by=user, case=case.reference)
            return redirect("intake:entry", reference=case.reference)
        except Refused as refusal:
            form.add_error(None, str(refusal.message))
            status = refusal.status
    context = {"channel": channel, "person": person, "form": form, "way": carried(channel, contact)}
    return shown(request, "start", context, title=_("The request"), status=status or _status(form))


@require_safe
@desk
def entry(request: HttpRequest, case: Application) -> HttpResponse:
    """One request that is written down: what is still missing, and what comes next."""
    return entry_page(request, case)


@require_POST
@desk
def take_over(request: HttpRequest, case: Application) -> HttpResponse:
    """Go on in a colleague's place."""
    try:
        actions.take_over(case, by=request.user)  # type: ignore[arg-type]
        messages.success(request, _("You go on with this request now."))
    except Refused as refusal:
        messages.error(request, str(refusal.message))
        return entry_page(request, case, status=refusal.status)
    return redirect("intake:entry", reference=case.reference)


@require_POST
@desk
def channel(request: HttpRequest, case: Application) -> HttpResponse:
    """The person goes on by another channel."""
    user: Any = request.user
    form = ChannelForm(request.POST, offered=rules.channels_of(user))
    if not form.is_valid():
        return entry_page(request, case, status=UNPROCESSABLE)
    try:
        actions.go_on_by(case, Channel(form.cleaned_data["channel"]), by=user)
        messages.success(request, _("The channel was changed."))
    except Refused as refusal:
        messages.error(request, str(refusal.message))
        return entry_page(request, case, status=refusal.status)
    return redirect("intake:entry", reference=case.reference)


def entry_page(request: HttpRequest, case: Application, *, status: int = 200) -> HttpResponse:
    """The page of one request that is written down."""
    user: Any = request.user
    writes, offered = enters(user, case), rules.channels_of(user)
    progress = progress_of(case)
    opened = progress.first_open()
    context = {
        "case": case,
        "writes": writes,
        "standing": standing(case) if case.was_submitted else None,
        "missing": missing(case),
        "steps": [{"step": step, "done": step.slug in progress.answered} for step in progress.steps],
        "next_url": case.step_url(opened.slug) if opened else case.check_url(),
        "is_complete": opened is None,
        "meetings": coming_of(case) if case.was_submitted else [],
        "originals": originals(case),
        "can_take_over": rules.can_take_over(user, case),
        "channel": Channel(case.channel),
        "asks_identity": may_ask(case, FilePart.IDENTITY),
        "channel_form": ChannelForm(initial={"channel": case.channel}, offered=offered) if len(offered) > 1 else None,
    }
    return shown(request, "entry", context, title=case.reference, status=status)


def _status(form: Any) -> int:
    return UNPROCESSABLE if form.is_bound else 200
