"""The doors of a person's papers."""

from typing import Any
from uuid import UUID

from django import forms
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from attachments.queries import respond
from people.doors import Acting, file_door
from people.helping.enums import HelperScope
from people.models import Document, DocumentFile
from people.wallet import actions, queries
from people.wallet.forms import AddForm, DetailsForm, RenewForm
from people.wallet.uses import uses_of

UNPROCESSABLE, CONFLICT = 422, 409
PAGE_SIZE = 20
ASKS = ["GET", "HEAD", "POST"]


@require_safe
@file_door(scope=HelperScope.PAPERS)
def listed(request: HttpRequest, acting: Acting) -> HttpResponse:
    """All papers of the file, with their state and where they are used."""
    page = Paginator(queries.papers(acting.person), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"acting": acting, "page_obj": page, "cards": with_urls(acting, queries.cards(list(page)))}
    return render(request, "people/wallet/list.html", {**context, "add_url": acting.url("paper_add")})


@require_http_methods(ASKS)
@file_door(scope=HelperScope.PAPERS)
def add(request: HttpRequest, acting: Acting) -> HttpResponse:
    """A new paper: what it is and its files. What stands on it is asked on the next page."""
    form = AddForm(*posted(request))
    if form.is_bound and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("kind", "title")}
        document = actions.add(acting.person, by=acting.by, uploads=form.uploads(), **given)
        return redirect(f"{acting.url('paper_details', pk=document.pk)}?new=1")
    return asked(request, "people/wallet/add.html", acting, form, back=acting.url("papers"))


@require_safe
@file_door(scope=HelperScope.PAPERS)
def detail(request: HttpRequest, acting: Acting, pk: UUID) -> HttpResponse:
    """One paper with its files, its former ones and the requests that it stands in."""
    document = own(acting, pk)
    card = queries.cards([document])[0]
    context = {
        "acting": acting,
        "card": card,
        "document": document,
        "files": [(acting.url("paper_file", pk=pk, file=each.pk), each) for each in queries.files(document)],
        "former": [(acting.url("paper", pk=each.pk), each) for each in document.former.filter(removed_at=None)],
        "newer": acting.url("paper", pk=document.replaced_by_id) if document.replaced_by_id else "",
        "urls": {name: acting.url(f"paper_{name}", pk=pk) for name in ("details", "renew", "remove")},
        "back": acting.url("papers"),
    }
    return render(request, "people/wallet/detail.html", context)


@require_safe
@file_door(scope=HelperScope.PAPERS)
def file(request: HttpRequest, acting: Acting, pk: UUID, file: UUID) -> HttpResponse:
    """One file of one's own paper."""
    try:
        found = queries.own_file(acting.person, pk, file)
    except DocumentFile.DoesNotExist:
        raise Http404 from None
    return respond(request, found.attachment)  # type: ignore[return-value]


@require_http_methods(ASKS)
@file_door(scope=HelperScope.PAPERS)
def details(request: HttpRequest, acting: Acting, pk: UUID) -> HttpResponse:
    """What stands on the paper: completed or corrected, unless staff work with it as it is."""
    document = own(acting, pk)
    form = DetailsForm(posted(request)[0], initial={name: getattr(document, name) for name in actions.DETAILS})
    if form.is_bound and form.is_valid():
        try:
            actions.amend(document, by=acting.by, **form.cleaned_data)
        except (actions.StillUsed, actions.Gone) as refusal:
            return refused(request, acting, document, refusal, "change")
        return redirect(acting.url("paper", pk=pk))
    is_new = "new" in request.GET or "new" in request.POST
    context = {"document": document, "is_new": is_new, "back": acting.url("paper", pk=pk)}
    return asked(request, "people/wallet/details.html", acting, form, **context)


@require_http_methods(ASKS)
@file_door(scope=HelperScope.PAPERS)
def renew(request: HttpRequest, acting: Acting, pk: UUID) -> HttpResponse:
    """A newer paper in the place of this one."""
    document = own(acting, pk)
    form = RenewForm(*posted(request), initial={"number": document.number})
    if form.is_bound and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("number", "issued_on", "expires_on")}
        try:
            newer = actions.renew(document, by=acting.by, uploads=form.uploads(), **given)
        except actions.Gone as refusal:
            return refused(request, acting, document, refusal, "renew")
        return redirect(acting.url("paper", pk=newer.pk))
    context = {"document": document, "back": acting.url("paper", pk=pk)}
    return asked(request, "people/wallet/renew.html", acting, form, **context)


@require_http_methods(ASKS)
@file_door(scope=HelperScope.PAPERS)
def remove(request: HttpRequest, acting: Acting, pk: UUID) -> HttpResponse:
    """Asks once more, then takes the paper out; a request that relies on it forbids it."""
    document = own(acting, pk)
    if request.method == "POST":
        try:
            actions.remove(document, by=acting.by)
        except actions.StillUsed as refusal:
            return refused(request, acting, document, refusal, "remove")
        return redirect(acting.url("papers"))
    uses = uses_of([pk])[pk]
    if relying := [use for use in uses if use.is_open]:
        return refused(request, acting, document, actions.StillUsed(relying), "remove", status=200)
    context = {"acting": acting, "document": document, "is_kept": bool(uses), "back": acting.url("paper", pk=pk)}
    return render(request, "people/wallet/remove.html", context)


def own(acting: Acting, pk: UUID) -> Document:
    """One's own paper; another's and a missing one look the same: 404."""
    try:
        return queries.own(acting.person, pk)
    except Document.DoesNotExist:
        raise Http404 from None


def posted(request: HttpRequest) -> tuple[Any, Any]:
    return (request.POST, request.FILES) if request.method == "POST" else (None, None)


def with_urls(acting: Acting, cards: list[queries.Card]) -> list[tuple[str, queries.Card]]:
    return [(acting.url("paper", pk=card.document.pk), card) for card in cards]


def asked(request: HttpRequest, template: str, acting: Acting, form: forms.Form, **context: Any) -> HttpResponse:
    """A page with a form; 422 when what was typed was not right."""
    status = UNPROCESSABLE if form.is_bound else 200
    return render(request, template, {"acting": acting, "form": form, **context}, status=status)


def refused(
    request: HttpRequest, acting: Acting, document: Document, why: Exception, wish: str, *, status: int = CONFLICT
) -> HttpResponse:
    """Why the paper stays as it is, and the requests that it is needed for."""
    context = {
        "acting": acting,
        "document": document,
        "uses": getattr(why, "uses", []),
        "wish": wish,
        "back": acting.url("papers" if isinstance(why, actions.Gone) else "paper", **_key(why, document)),
    }
    return render(request, "people/wallet/refused.html", context, status=status)


def _key(why: Exception, document: Document) -> dict[str, UUID]:
    return {} if isinstance(why, actions.Gone) else {"pk": document.pk}
