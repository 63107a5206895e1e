"""A person's doors to their own data: who saw it, a copy of it, its correction, its erasure."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from allauth.core.exceptions import ReauthenticationRequired
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.rules import is_fresh
from attachments.queries import respond_made
from people.doors import Acting, file_door
from people.models import Export, RightsRequest
from people.refusals import UNPROCESSABLE, Refused
from people.rights import queries
from people.rights.actions import requests as actions
from people.rights.forms import CorrectionForm, ErasureForm
from sealing.references import BadReference, parse
from services.enums import FilePart

PAGE_SIZE = 20
PREFIX = "YR"
View = Callable[..., Any]


def own_door(view: View) -> View:
    """The file's own door; an action that did not happen is said on a page with its status."""

    @file_door
    @wraps(view)
    def opened(request: HttpRequest, acting: Acting, **kwargs: Any) -> HttpResponse:
        try:
            answer: HttpResponse = view(request, acting, **kwargs)
        except Refused as refusal:
            return render(request, "people/rights/refused.html", {"told": refusal.message}, status=refusal.status)
        return answer

    return opened


def own_request(view: View) -> View:
    """Hands the view one's own request; another's, a missing one and a tampered reference look the same: 404."""

    @own_door
    @wraps(view)
    def opened(request: HttpRequest, acting: Acting, reference: str, **kwargs: Any) -> HttpResponse:
        try:
            asked = queries.own(acting.person, parse(reference, PREFIX))
        except (BadReference, RightsRequest.DoesNotExist):
            raise Http404 from None
        answer: HttpResponse = view(request, acting, asked, **kwargs)
        return answer

    return opened


@require_safe
@own_door
def overview(request: HttpRequest, acting: Acting) -> HttpResponse:
    """What one may ask, and what one asked."""
    page = Paginator(queries.mine(acting.person), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "people/rights/overview.html", {"page_obj": page})


@require_safe
@own_door
def viewers(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Which colleagues saw one's data."""
    page = Paginator(queries.viewers(acting.person), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "people/rights/viewers.html", {"page_obj": page, "rows": queries.shown(page)})


@require_http_methods(["GET", "HEAD", "POST"])
@own_door
def ask_copy(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Ask for a copy of the file; the page of the request then tells how far it is."""
    if request.method == "POST":
        return redirect(actions.ask_copy(acting.person, by=acting.by))
    return render(request, "people/rights/copy.html")


@require_http_methods(["GET", "HEAD", "POST"])
@own_door
def ask_correction(request: HttpRequest, acting: Acting) -> HttpResponse:
    form = CorrectionForm(request.POST or None, request.FILES or None, initial={"part": request.GET.get("part")})
    if request.method != "POST" or not form.is_valid():
        status = UNPROCESSABLE if request.method == "POST" else 200
        return render(request, "people/rights/correction.html", {"form": form}, status=status)
    data = form.cleaned_data
    asked = actions.ask_correction(
        acting.person,
        part=FilePart(data["part"]),
        wrong=data["wrong"],
        right=data["right"],
        upload=data["paper"],
        by=acting.by,
    )
    messages.success(request, _("We received your request. We answer it within its days."))
    return redirect(asked)


@require_http_methods(["GET", "HEAD", "POST"])
@own_door
def ask_erasure(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Tells first what goes and what stays; asking wants a recent proof that it is the owner who asks."""
    form = ErasureForm(request.POST or None)
    if request.method == "POST":
        require_fresh(request)
        if form.is_valid():
            return redirect(actions.ask_erasure(acting.person, by=acting.by))
    told = queries.erasure_told(acting.person)
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "people/rights/erasure.html", {"form": form, "told": told}, status=status)


@require_safe
@own_request
def request_page(request: HttpRequest, acting: Acting, asked: RightsRequest) -> HttpResponse:
    """Where the request stands, until when we answer, and what one can do."""
    export = Export.objects.filter(request=asked).first() if asked.is_access else None
    return render(request, "people/rights/request.html", {"asked": asked, "export": export})


@require_POST
@own_request
def take_back(request: HttpRequest, acting: Acting, asked: RightsRequest) -> HttpResponse:
    actions.take_back(asked, by=acting.by)
    messages.success(request, _("You took the request back. Nothing was changed."))
    return redirect(asked)


@require_safe
@own_request
def download(request: HttpRequest, acting: Acting, asked: RightsRequest) -> Any:
    """The copy itself, after a recent proof that it is the owner who asks; kept by no browser and no proxy."""
    try:
        export = queries.ready_export(acting.person, asked.reference)
    except Export.DoesNotExist:
        raise Http404 from None
    require_fresh(request)
    return respond(export)


def require_fresh(request: HttpRequest) -> None:
    """Send someone whose proof is old to give a new one, and back."""
    if not is_fresh(request):
        raise ReauthenticationRequired


def respond(export: Export) -> StreamingHttpResponse:
    """The ZIP as an answer to save."""
    return respond_made(export, name=f"{export.request.person.reference}.zip", content_type="application/zip")
