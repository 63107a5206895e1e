"""The finder, two files beside each other, and the acts on them."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from people.merging import actions, queries
from people.merging.choices import stays_by_default
from people.merging.forms import FIRST, SECOND, ApartForm, MergeForm
from people.models import Merge, Person
from people.refusals import UNPROCESSABLE, Refused
from people.staff import masking
from people.staff.actions import note_viewed
from people.staff.doors import breadcrumbs, find, merging_desk
from people.staff.queries import visible_to

PAGE_SIZE = 20


@require_safe
@merging_desk
def alike(request: HttpRequest) -> HttpResponse:
    """Pairs of files that may be of one person, the strongest first."""
    user: Any = request.user
    page = Paginator(queries.pairs(user), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "page_obj": page,
        "pairs": queries.with_people(page),
        "header_title": _("Files that look alike"),
        "header_icon": "copy",
        "breadcrumbs_items": breadcrumbs(("", _("Files that look alike"))),
    }
    return TemplateResponse(request, "people/staff/alike.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@merging_desk
def compare(request: HttpRequest, one: str, other: str) -> HttpResponse:
    """Two files beside each other; posting makes them one."""
    first, second = _both(request, one, other)
    if request.method != "POST":
        for each in (first, second):
            note_viewed(each, by=request.user)  # type: ignore[arg-type]
        return shown(request, first, second)
    form = MergeForm(request.POST, lines=queries.compared(first, second)[2])
    if not form.is_valid():
        return shown(request, first, second, status=UNPROCESSABLE, form=form)
    kept, absorbed = (first, second) if form.cleaned_data["keeps"] == FIRST else (second, first)
    try:
        actions.merge(kept, absorbed, by=request.user, chosen=form.chosen())  # type: ignore[arg-type]
    except Refused as refusal:
        messages.error(request, str(refusal.message))
        return shown(request, first, second, status=refusal.status, form=form)
    messages.success(request, _("The two files are one now. It can be undone for a while, below."))
    return redirect("people_staff:person", reference=kept.reference)


@require_POST
@merging_desk
def apart(request: HttpRequest, one: str, other: str) -> HttpResponse:
    """These are two people."""
    first, second = _both(request, one, other)
    form = ApartForm(request.POST)
    if not form.is_valid():
        return shown(request, first, second, status=UNPROCESSABLE, apart_form=form)
    by: Any = request.user
    actions.keep_apart(first, second, by=by, reason=form.cleaned_data["reason"])
    messages.success(request, _("Noted: these are two people. The pair is shown no more."))
    return redirect("people_staff:alike")


@require_POST
@merging_desk
def again(request: HttpRequest, one: str, other: str) -> HttpResponse:
    """Take back that these are two people."""
    first, second = _both(request, one, other)
    actions.compare_again(first, second, by=request.user)  # type: ignore[arg-type]
    messages.success(request, _("Taken back. The pair may be shown again."))
    return redirect("people_staff:compare", one=first.reference, other=second.reference)


@require_http_methods(["GET", "HEAD", "POST"])
@merging_desk
def undo(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What undoing would leave where it is, and the undoing itself."""
    by: Any = request.user
    related = ("kept__recipient", "absorbed__recipient", "by", "undone_by")
    merge = Merge.objects.select_related(*related).filter(pk=pk).first()
    if merge is None or not _may_see(by, merge):
        raise Http404
    status = 200
    if request.method == "POST":
        try:
            actions.undo(merge, by=by)
            messages.success(request, _("The merge was undone. Both files stand by themselves again."))
            return redirect("people_staff:compare", one=merge.kept.reference, other=merge.absorbed.reference)
        except Refused as refusal:
            messages.error(request, str(refusal.message))
            status = refusal.status
    context = {
        "merge": merge,
        "stays": queries.made_since(merge),
        "header_title": _("Undo a merge"),
        "header_icon": "undo",
        "breadcrumbs_items": breadcrumbs(("", _("Undo a merge"))),
    }
    return TemplateResponse(request, "people/staff/undo.html", context, status=status)


def _both(request: HttpRequest, one: str, other: str) -> tuple[Person, Person]:
    first, second = find(request, one), find(request, other)
    if first.pk == second.pk:
        raise Http404
    return first, second


def _may_see(by: Any, merge: Merge) -> bool:
    """Whether neither file is of kin. The kept one may itself be part of a later file by now."""
    last = merge.kept.merged_into_id or merge.kept_id
    return visible_to(by).filter(pk=last).exists()


def shown(request: HttpRequest, first: Person, second: Person, *, status: int = 200, **given: Any) -> HttpResponse:
    """The two files; `given` replaces one of the forms."""
    one, other, lines = queries.compared(first, second)
    default = FIRST if stays_by_default(first, second).pk == first.pk else SECOND
    form = given.pop("form", None) or MergeForm(lines=lines, initial={"keeps": default})
    rows = [
        {
            "label": line.unit.label,
            "first": masking.unit_shown(line.unit, one),
            "second": masking.unit_shown(line.unit, other),
            "differs": line.differs,
            "field": form[f"take_{line.unit.key}"] if line.is_open else None,
        }
        for line in lines
    ]
    context = {
        "first": first,
        "second": second,
        "rows": rows,
        "counts": queries.counted(first, second),
        "form": form,
        "apart_form": ApartForm(),
        "are_two": queries.are_two(first, second),
        "header_title": _("Two files"),
        "header_icon": "copy",
        "breadcrumbs_items": breadcrumbs(("", _("Two files"))),
    }
    return TemplateResponse(request, "people/staff/compare.html", {**context, **given}, status=status)
