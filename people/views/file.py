"""One's own file: what it holds, a page for each part, the household, other contacts, and what changed (R8)."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from people import actions, queries
from people.doors import Acting, file_door
from people.forms import ContactForm, MemberForm
from people.helping.enums import HelperScope
from people.helping.rules import is_closed
from people.models import Contact, HouseholdMember
from people.parts import FORMS, WHY, file_of
from people.refusals import CONFLICT, UNPROCESSABLE, Refused
from people.registry import shut_parts
from services.enums import FilePart

PAGE_SIZE = 20
ROW_NAMES = {FilePart.HOUSEHOLD: "member", FilePart.CONTACT: "contact"}


@require_safe
@file_door(scope=HelperScope.FILE)
def overview(request: HttpRequest, acting: Acting) -> HttpResponse:
    """The file read back, part by part, and how much of it is filled in."""
    context = {"acting": acting, "page": queries.file_page(acting), "history_url": acting.url("file_history")}
    return render(request, "people/file/overview.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@file_door(scope=HelperScope.FILE)
def part(request: HttpRequest, acting: Acting, part: str) -> HttpResponse:
    """One page of the file: shown with what was kept, kept when it is right."""
    asked = _part(acting, part)
    if asked == FilePart.HOUSEHOLD:
        return household(request, acting)
    posted = request.POST if request.method == "POST" else None
    file = file_of(acting.person, (asked,))
    form = FORMS[asked](posted, initial=file.initial(asked))
    told = shut_parts(acting.person).get(asked, "")
    if form.is_valid():
        try:
            actions.keep_part(acting.person, asked, by=acting.by, via=acting.via, **form.cleaned_data)
            return redirect(_onward(request, acting, asked))
        except Refused as refusal:
            told = refusal.message
    context = {
        "part": asked,
        "form": form,
        "why": WHY[asked],
        "told": told,
        "contacts": _linked(request, acting, file.contacts, "contact"),
        "add_url": _carrying(request, acting.url("contact_add")),
    }
    return _page(request, acting, "people/file/part.html", status=status_of(form, told), **context)


def household(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Who lives with the person; posting says that this is all."""
    if request.method == "POST":
        actions.keep_part(acting.person, FilePart.HOUSEHOLD, by=acting.by, via=acting.via)
        return redirect(_onward(request, acting, FilePart.HOUSEHOLD))
    context: dict[str, Any] = {
        "part": FilePart.HOUSEHOLD,
        "why": WHY[FilePart.HOUSEHOLD],
        "told": shut_parts(acting.person).get(FilePart.HOUSEHOLD, ""),
        "members": _linked(request, acting, acting.person.household.all(), "member"),
        "add_url": _carrying(request, acting.url("member_add")),
    }
    return _page(request, acting, "people/file/household.html", **context)


@require_http_methods(["GET", "HEAD", "POST"])
@file_door(scope=HelperScope.FILE)
def member(request: HttpRequest, acting: Acting, pk: UUID | None = None) -> HttpResponse:
    """A member of the household, new or changed."""
    return _row(request, acting, HouseholdMember, MemberForm, FilePart.HOUSEHOLD, pk)


@require_http_methods(["GET", "HEAD", "POST"])
@file_door(scope=HelperScope.FILE)
def contact(request: HttpRequest, acting: Acting, pk: UUID | None = None) -> HttpResponse:
    """One more way to reach the person, new or changed."""
    return _row(request, acting, Contact, ContactForm, FilePart.CONTACT, pk)


@require_POST
@file_door(scope=HelperScope.FILE)
def remove_member(request: HttpRequest, acting: Acting, pk: UUID) -> HttpResponse:
    return _remove(request, acting, HouseholdMember, FilePart.HOUSEHOLD, pk)


@require_POST
@file_door(scope=HelperScope.FILE)
def remove_contact(request: HttpRequest, acting: Acting, pk: UUID) -> HttpResponse:
    return _remove(request, acting, Contact, FilePart.CONTACT, pk)


@require_POST
@file_door(scope=HelperScope.FILE)
def confirm(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Everything was read and is right."""
    if acting.is_helping:
        raise Http404
    actions.confirm(acting.person, by=acting.by)
    messages.success(request, _("Thank you. We know now that your file is right."))
    return redirect(acting.url("file"))


@require_safe
@file_door(scope=HelperScope.FILE)
def history(request: HttpRequest, acting: Acting) -> HttpResponse:
    """What changed in the file, when and by whom."""
    page = Paginator(queries.history(acting.person), PAGE_SIZE).get_page(request.GET.get("page"))
    lines = [queries.history_line(change, acting) for change in page]
    return _page(request, acting, "people/file/history.html", page_obj=page, lines=lines)


def _part(acting: Acting, slug: str) -> FilePart:
    if slug not in FilePart.values or (acting.is_helping and is_closed(acting.person, FilePart(slug))):
        raise Http404
    return FilePart(slug)


def _row(
    request: HttpRequest, acting: Acting, model: Any, form_class: type[forms.Form], part: FilePart, pk: UUID | None
) -> HttpResponse:
    row = _find(acting, model, pk) if pk else None
    initial = {name: getattr(row, name) for name in form_class.base_fields} if row else None
    form = form_class(request.POST if request.method == "POST" else None, initial=initial)
    told: Any = shut_parts(acting.person).get(part, "")
    if form.is_valid():
        try:
            given = {"by": acting.by, "via": acting.via, **form.cleaned_data}
            actions.change(row, **given) if row else actions.add(acting.person, model, **given)
            return redirect(_carrying(request, acting.url("file_part", part=part.value)))
        except Refused as refusal:
            told = refusal.message
    context = {
        "row": row,
        "row_title": _title(part, row),
        "told": told,
        "form": form,
        "part_url": _carrying(request, acting.url("file_part", part=part.value)),
        "remove_url": acting.url(f"{ROW_NAMES[part]}_remove", pk=row.pk) if row else "",
    }
    return _page(request, acting, "people/file/row.html", status=status_of(form, told), **context)


def _title(part: FilePart, row: Any) -> str:
    if part == FilePart.HOUSEHOLD:
        return _("A member of your household") if row else _("Add a member of your household")
    return _("A number or an address") if row else _("Add a number or an address")


def _linked(request: HttpRequest, acting: Acting, rows: Any, name: str) -> list[dict[str, Any]]:
    """Rows with the addresses of their pages."""
    return [{"row": row, "url": _carrying(request, acting.url(name, pk=row.pk))} for row in rows]


def _remove(request: HttpRequest, acting: Acting, model: Any, part: FilePart, pk: UUID) -> HttpResponse:
    try:
        actions.remove(_find(acting, model, pk), by=acting.by, via=acting.via)
        messages.success(request, _("It was taken out of the file."))
    except Refused as refusal:
        messages.error(request, str(refusal.message))
    return redirect(_carrying(request, acting.url("file_part", part=part.value)))


def _find(acting: Acting, model: Any, pk: UUID) -> Any:
    found = model.objects.filter(person=acting.person, pk=pk).first()
    if found is None:
        raise Http404
    return found


def _onward(request: HttpRequest, acting: Acting, part: FilePart) -> str:
    """Back to where one came from, else the next part that is still open, else the whole file."""
    if there := _next(request):
        return there
    if "walk" not in request.POST:
        return acting.url("file")
    following = queries.next_open(acting.person, part)
    return f"{acting.url('file_part', part=following.value)}?walk=1" if following else acting.url("file")


def _next(request: HttpRequest) -> str:
    there = request.POST.get("next") or request.GET.get("next") or ""
    return there if url_has_allowed_host_and_scheme(there, {request.get_host()}, request.is_secure()) else ""


def _carrying(request: HttpRequest, url: str) -> str:
    """The address with what the walk through the file carries along."""
    carried = {name: value for name, value in (("next", _next(request)), ("walk", _walking(request))) if value}
    return f"{url}?{urlencode(carried)}" if carried else url


def _walking(request: HttpRequest) -> str:
    return "1" if "walk" in request.GET or "walk" in request.POST else ""


def status_of(form: forms.Form, told: Any) -> int:
    """409 for what may not change now, 422 for a page that is not right yet."""
    if not form.is_bound:
        return HttpResponse.status_code
    return CONFLICT if form.is_valid() and told else UNPROCESSABLE


def _page(request: HttpRequest, acting: Acting, template: str, *, status: int = 200, **context: Any) -> HttpResponse:
    frame = {"walking": _walking(request), "next": _next(request), "file_url": acting.url("file")}
    return render(request, template, {"acting": acting, **frame, **context}, status=status)
