"""The register, one letter, a new one, and a letter of ours on paper."""

import uuid
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from applications.refusals import UNPROCESSABLE, Refused
from applications.typed.actions import forget
from applications.typed.queries import typed_here
from attachments.queries import respond
from casework.contacts.queries import request_of
from casework.enums import Way
from casework.letters import actions, paper, queries
from casework.letters.doors import desk, shown
from casework.letters.forms import LetterForm
from casework.models import Letter

PAGE_SIZE = 30
FILTERS = ("way", "year", "number")
NEW = "letter"


@require_http_methods(["GET", "HEAD", "POST"])
@desk
def listed(request: HttpRequest) -> HttpResponse:
    """The register, newest first. Numbers and years may stand in the address: they name nobody. Words may be a name,
    so they are posted."""
    words = request.POST.get("q", "").replace("\x00", "").strip()[:80]
    asked = {name: request.GET.get(name, "").replace("\x00", "")[:10] for name in FILTERS}
    rows = queries.listed(request.user, words=words, **asked)  # type: ignore[arg-type]
    page = Paginator(rows, PAGE_SIZE).get_page(None if words else request.GET.get("page"))
    context = {
        "page_obj": page,
        "asked": asked,
        "words": words,
        "most": PAGE_SIZE,
        "years": queries.years(),
        "query": urlencode(asked),
    }
    return shown(request, "list", context, title=_("Letters"))


@require_http_methods(["GET", "HEAD", "POST"])
@desk
def new(request: HttpRequest) -> HttpResponse:
    """Register a letter."""
    first = {"key": uuid.uuid4(), "way": Way.IN, "reference": request.GET.get("case", "")[:20]}
    posted = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = LetterForm(*posted, initial=first)
    letter = _registered(request, form) if form.is_valid() else None
    if letter:
        forget(None, NEW, by=request.user)  # type: ignore[arg-type]
        return redirect("letters:one", pk=letter.pk)
    status = UNPROCESSABLE if form.is_bound else 200
    context = {"form": form, "typed": typed_here(request, form, NEW)}
    return shown(request, "new", context, title=_("A new letter"), status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@desk
def reply(request: HttpRequest, letter: Letter) -> HttpResponse:
    """Write the reply to a letter that came; it gets its own number, and the clock of the first one ends."""
    if letter.way != Way.IN:
        raise Http404
    if request.method != "POST":
        actions.note_opened(letter, by=request.user)  # type: ignore[arg-type]
    first, kept = {"key": uuid.uuid4(), "party": letter.party, "subject": letter.subject}, f"reply-{letter.pk}"
    posted = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    form = LetterForm(*posted, initial=first, is_reply=True)
    made = _registered(request, form, answers=letter) if form.is_valid() else None
    if made:
        forget(None, kept, by=request.user)  # type: ignore[arg-type]
        return redirect("letters:one", pk=made.pk)
    context = {"form": form, "answers": letter, "typed": typed_here(request, form, kept)}
    return shown(request, "new", context, title=_("A reply"), status=UNPROCESSABLE if form.is_bound else 200)


@require_safe
@desk
def one(request: HttpRequest, letter: Letter) -> HttpResponse:
    """One letter; opening it leaves a row."""
    actions.note_opened(letter, by=request.user)  # type: ignore[arg-type]
    context = {"letter": letter, "replies": queries.replies(letter), "is_incoming": letter.way == Way.IN}
    return shown(request, "one", context, title=_("A letter"))


@require_safe
@desk
def scan(request: HttpRequest, letter: Letter) -> HttpResponseBase:
    """The scan, shown in the browser; opening it leaves a row."""
    if letter.scan is None:
        raise Http404
    actions.note_opened(letter, by=request.user)  # type: ignore[arg-type]
    return respond(request, letter.scan, inline=True)


@require_safe
@desk
def sheet(request: HttpRequest, letter: Letter) -> HttpResponse:
    """A letter of ours on the association's paper; opening it leaves a row."""
    if letter.way != Way.OUT:
        raise Http404
    actions.note_opened(letter, by=request.user)  # type: ignore[arg-type]
    name = {"Content-Disposition": f'inline; filename="{letter.year}-{letter.number}.pdf"'}
    return HttpResponse(paper.pdf(letter), content_type="application/pdf", headers=name)


def _registered(request: HttpRequest, form: LetterForm, *, answers: Letter | None = None) -> Letter | None:
    """The letter under its number; None when something was wrong, which the form says then."""
    user: Any = request.user
    named = form.cleaned_data.get("reference", "")
    case = request_of(user, named) if named else None
    if named and case is None:
        form.add_error("reference", _("No request that you may open has this number."))
        return None
    try:
        letter = actions.register(by=user, application=case, answers=answers, **form.details())
    except Refused as refusal:
        form.add_error(None, str(refusal.message))
        return None
    messages.success(request, _("The letter is in the register: number %(number)s.") % {"number": letter.shown_number})
    return letter
