"""The call log and its like: the list, one contact, a new one, and the acts on it."""

import uuid
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from applications.models import Application
from applications.refusals import UNPROCESSABLE, Refused
from applications.typed.actions import forget
from applications.typed.queries import typed_here
from casework.contacts import actions, queries
from casework.contacts.doors import desk, shown
from casework.contacts.forms import AnswerForm, AttachForm, ContactForm, channels_offered
from casework.intake.rules import channels_of, receives
from casework.models import Interaction
from services.enums import Channel

PAGE_SIZE = 30
NEW = "contact"


@require_http_methods(["GET", "HEAD", "POST"])
@desk
def listed(request: HttpRequest) -> HttpResponse:
    """Contacts by what is owed. A number that is searched is posted: it must not stand in an address."""
    user: Any = request.user
    words = request.POST.get("q", "").replace("\x00", "").strip()[:40]
    views, channel = queries.views_for(user), request.GET.get("channel", "")
    chosen = next((view for view in views if view.slug == request.GET.get("view")), views[0])
    rows = queries.listed(user, chosen, channel=channel, words=words)
    numbers = queries.counts(user)
    context = {
        "tabs": [{"view": view, "count": numbers.get(view.slug), "current": view is chosen} for view in views],
        "channels": channels_offered(),
        "channel": channel if channel in Channel.values else "",
        "chosen": chosen,
        "words": words,
        "query": urlencode({"view": chosen.slug, "channel": channel}),
        "page_obj": Paginator(rows, PAGE_SIZE).get_page(None if words else request.GET.get("page")),
    }
    return shown(request, "list", context, title=_("Contacts with people"))


@require_http_methods(["GET", "HEAD", "POST"])
@desk
def new(request: HttpRequest) -> HttpResponse:
    """Write a contact down, of a request that the address names or of anybody."""
    user: Any = request.user
    case = _named(request)
    first = {"key": uuid.uuid4(), "channel": request.GET.get("channel", Channel.PHONE), "way": "in"}
    posted = request.POST if request.method == "POST" else None
    form = ContactForm(posted, initial=first, is_known=case is not None)
    if form.is_valid():
        try:
            contact = actions.note(by=user, application=case, **form.details())
            forget(case, NEW, by=user)
            messages.success(request, _("The contact is kept."))
            return redirect("contacts:one", pk=contact.pk)
        except Refused as refusal:
            form.add_error(None, str(refusal.message))
    status = UNPROCESSABLE if form.is_bound else 200
    context = {"form": form, "case": case, "typed": typed_here(request, form, NEW, case=case)}
    return shown(request, "new", context, title=_("A new contact"), status=status)


@require_safe
@desk
def one(request: HttpRequest, contact: Interaction) -> HttpResponse:
    """One contact: who, what about, until when, and what comes of it. Opening it leaves a row."""
    actions.note_opened(contact, by=request.user)  # type: ignore[arg-type]
    return _page(request, contact)


@require_POST
@desk
def take(request: HttpRequest, contact: Interaction) -> HttpResponse:
    """It is mine to answer."""
    try:
        actions.take(contact, by=request.user)  # type: ignore[arg-type]
    except Refused as refusal:
        return _refused(request, contact, refusal)
    messages.success(request, _("The contact is yours to answer."))
    return redirect("contacts:one", pk=contact.pk)


@require_POST
@desk
def answer(request: HttpRequest, contact: Interaction) -> HttpResponse:
    """Keep what was answered."""
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, contact, status=UNPROCESSABLE, answer_form=form)
    try:
        actions.answer(contact, by=request.user, text=form.cleaned_data["text"])  # type: ignore[arg-type]
    except Refused as refusal:
        return _refused(request, contact, refusal, answer_form=form)
    forget(None, _page_of(contact), by=request.user)  # type: ignore[arg-type]
    messages.success(request, _("The reply is kept, and the clock stands."))
    return redirect("contacts:one", pk=contact.pk)


@require_POST
@desk
def attach(request: HttpRequest, contact: Interaction) -> HttpResponse:
    """The contact is about a request."""
    user: Any = request.user
    form = AttachForm(request.POST)
    case = queries.request_of(user, form.cleaned_data["reference"]) if form.is_valid() else None
    if case is None:
        if form.is_valid():
            form.add_error("reference", _("No request that you may open has this number."))
        return _page(request, contact, status=UNPROCESSABLE, attach_form=form)
    try:
        actions.attach(contact, case, by=user)
    except Refused as refusal:
        return _refused(request, contact, refusal, attach_form=form)
    messages.success(request, _("The contact stands with the request now."))
    return redirect("contacts:one", pk=contact.pk)


def _page_of(contact: Interaction) -> str:
    return f"contact-{contact.pk}"


def _named(request: HttpRequest) -> Application | None:
    """The request of the address; 404 for one that the colleague may not open."""
    if "case" not in request.GET:
        return None
    found = queries.request_of(request.user, request.GET["case"].replace("\x00", ""))  # type: ignore[arg-type]
    if found is None:
        raise Http404
    return found


def _page(request: HttpRequest, contact: Interaction, *, status: int = 200, **given: Any) -> HttpResponse:
    user: Any = request.user
    offered = channels_of(user)
    answer_form = given.pop("answer_form", None) or AnswerForm()
    here = reverse("contacts:one", args=[contact.pk])
    context = {
        "contact": contact,
        "mobile": contact.mobile or (contact.person.mobile if contact.person else ""),
        "channel": contact.channel if contact.channel in offered else next((each.value for each in offered), ""),
        "can_enter": receives(user) and contact.application_id is None,
        "answer_form": answer_form,
        "typed": typed_here(request, answer_form, _page_of(contact), page=here),
        "attach_form": AttachForm(),
        **given,
    }
    return shown(request, "one", context, title=_("A contact"), status=status)


def _refused(request: HttpRequest, contact: Interaction, refusal: Refused, **given: Any) -> HttpResponse:
    messages.error(request, str(refusal.message))
    fresh = queries.one(request.user, contact.pk)  # type: ignore[arg-type]
    return _page(request, fresh, status=refusal.status, **given)
