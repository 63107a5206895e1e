"""The list of people, one file, what is hidden in it, and a file for whoever has no account."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from people import rules
from people.merging import linking
from people.merging.queries import kept_apart
from people.models import Person
from people.parts import file_of
from people.refusals import UNPROCESSABLE, Refused
from people.staff import actions, masking, queries
from people.staff.beside import panels_of
from people.staff.doors import as_reference, breadcrumbs, files_desk, find, merging_desk
from people.staff.forms import LinkForm, OpenFileForm, ShowForm
from saudi.digits import strip_marks

PAGE_SIZE = 30
HISTORY = 30


@require_http_methods(["GET", "HEAD", "POST"])
@files_desk
def listed(request: HttpRequest) -> HttpResponse:
    """Everyone, newest first. What is searched is posted: a number or a name must not stand in an address."""
    user: Any = request.user
    words = strip_marks(request.POST.get("q", "")).strip()[:80]
    page = Paginator(queries.people(user, words), PAGE_SIZE).get_page(None if words else request.GET.get("page"))
    context = {
        "words": words,
        "page_obj": page,
        "most": PAGE_SIZE,
        "can_merge": rules.can_merge(user),
        "header_title": _("People"),
        "header_icon": "group",
        "breadcrumbs_items": breadcrumbs(),
    }
    return TemplateResponse(request, "people/staff/list.html", context)


@require_safe
@files_desk
def detail(request: HttpRequest, reference: str) -> HttpResponse:
    """One file, what is sensitive hidden; opening it leaves a row."""
    person = find(request, reference)
    actions.note_viewed(person, by=request.user)  # type: ignore[arg-type]
    return shown(request, person)


@require_POST
@files_desk
def reveal(request: HttpRequest, reference: str) -> HttpResponse:
    """One hidden value on this one answer, against a reason that is kept."""
    person = find(request, reference)
    form = ShowForm(request.POST, fields=masking.hidden_fields(file_of(person)))
    if not form.is_valid():
        return shown(request, person, status=UNPROCESSABLE, show_form=form)
    field, by = form.cleaned_data["field"], request.user
    value = actions.reveal(person, field, by=by, reason=form.reason())  # type: ignore[arg-type]
    return shown(request, person, revealed=field, revealed_value=value)


@require_POST
@merging_desk
def beside(request: HttpRequest, reference: str) -> HttpResponse:
    """To the comparison with another file, named by its reference: not every pair is found by itself."""
    person = find(request, reference)
    other = queries.visible_to(request.user).filter(reference=as_reference(request.POST.get("other", "")))  # type: ignore[arg-type]
    found = other.exclude(pk=person.pk).first()
    if found is None:
        messages.error(request, _("No other file has this number."))
        return shown(request, person, status=UNPROCESSABLE, other=request.POST.get("other", ""))
    return redirect("people_staff:compare", one=person.reference, other=found.reference)


@require_POST
@merging_desk
def link(request: HttpRequest, reference: str) -> HttpResponse:
    """Give a file the account of its person."""
    person = find(request, reference)
    form = LinkForm(request.POST)
    if not form.is_valid():
        return shown(request, person, status=UNPROCESSABLE, link_form=form)
    try:
        linking.link(person, by=request.user, **form.cleaned_data)  # type: ignore[arg-type]
    except Refused as refusal:
        messages.error(request, str(refusal.message))
        return shown(request, person, status=refusal.status, link_form=form)
    messages.success(request, _("The file has its account now."))
    return redirect("people_staff:person", reference=person.reference)


@require_http_methods(["GET", "HEAD", "POST"])
@merging_desk
def new(request: HttpRequest) -> HttpResponse:
    """Open a file; files that may be the same person's are offered first."""
    user: Any = request.user
    form = OpenFileForm(request.POST if request.method == "POST" else None, initial={"key": uuid.uuid4()})
    found: list[Person] = []
    if form.is_valid():
        data = form.cleaned_data
        found = list(_standing(user, data)) if "anyway" not in request.POST else []
        if not found:
            try:
                person = linking.open_file(by=user, key=data["key"], mobile=data["mobile"], **form.details())
                return redirect("people_staff:person", reference=person.reference)
            except Refused as refusal:
                form.add_error("identity_number", str(refusal.message))
    context = {
        "form": form,
        "found": found,
        "header_title": _("A new file"),
        "header_icon": "group",
        "breadcrumbs_items": breadcrumbs(("", _("A new file"))),
    }
    status = UNPROCESSABLE if form.is_bound else 200
    return TemplateResponse(request, "people/staff/new.html", context, status=status)


def _standing(user: Any, data: dict[str, Any]) -> Any:
    """The files that the colleague may open and that have this identity number or this mobile."""
    same = Person.objects.none()
    if data["identity_number"]:
        same = same | linking.with_identity(data["identity_number"])
    if data["mobile"]:
        same = same | linking.with_mobile(data["mobile"])
    return queries.visible_to(user).filter(pk__in=same.values("pk")).exclude(pk=data["key"])[:5]


def shown(request: HttpRequest, person: Person, *, status: int = 200, revealed: str = "", **given: Any) -> HttpResponse:
    """The page of a file; `given` replaces a form or adds the one value that is open on this answer."""
    user: Any = request.user
    file = file_of(person)
    hidden = masking.hidden_fields(file)
    context: dict[str, Any] = {
        "person": person,
        "parts": list(masking.values(file, revealed=revealed)),
        "household": file.household,
        "contacts": file.contacts,
        "panels": panels_of(person, user),
        "changes": [masking.line_of(change) for change in person.changes.select_related("by")[:HISTORY]],
        "merges": queries.merges_of(person),
        "apart": kept_apart(person),
        "can_merge": rules.can_merge(user),
        "revealed": revealed,
        "revealed_label": dict(hidden).get(revealed, ""),
        "show_form": ShowForm(fields=hidden) if hidden else None,
        "link_form": LinkForm() if person.user_id is None else None,
        "header_title": person.reference,
        "header_icon": "group",
        "breadcrumbs_items": breadcrumbs(("", person.reference)),
        "list_url": reverse("people_staff:list"),
    }
    return TemplateResponse(request, "people/staff/person.html", {**context, **given}, status=status)
