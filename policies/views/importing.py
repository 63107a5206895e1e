"""The editor's door to the importer, in the Wagtail admin."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from policies.actions import import_policy
from policies.forms import ImportForm
from policies.importer.reading import Reading, read
from policies.importer.refusals import ImportRefused
from policies.queries import importable_places
from policies.wording import groups_of
from saudi.hijri import both_short


@require_http_methods(["GET", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Read an uploaded policy; show its report, and make a draft unless only the report was asked for."""
    places = importable_places(request.user)
    if not places:
        raise PermissionDenied
    if request.method == "GET":
        return _page(request, ImportForm(places=places))
    form = ImportForm(request.POST, request.FILES, places=places)
    reading = _read(form)
    if reading is None:
        too_large = form.refusal is not None and form.refusal.reason == "too_large"
        return _page(request, form, status=413 if too_large else 400)
    if form.cleaned_data["preview"]:
        return _page(request, form, reading)
    return _imported(request, form, reading)


def _read(form: ImportForm) -> Reading | None:
    """The reading, or None with the refusal shown at the file's field."""
    if not form.is_valid():
        return None
    try:
        return read(form.raw, until=timezone.localdate(), accept=form.cleaned_data["accept"])
    except ImportRefused as refusal:
        form.refuse(refusal)
        return None


def _imported(request: HttpRequest, form: ImportForm, reading: Reading) -> HttpResponse:
    given = form.cleaned_data
    found = import_policy(reading, under=given["index"], by=request.user, title=given["title"])  # type: ignore[arg-type]
    if found.created:
        messages.success(request, _("The draft was created. Check it against the report below, then publish it."))
    else:
        messages.warning(request, _("This file was imported before; here is its page. Nothing was changed."))
    return redirect("wagtailadmin_pages:edit", found.page.pk)


def _page(request: HttpRequest, form: ImportForm, reading: Reading | None = None, status: int = 200) -> HttpResponse:
    approval = reading.approval if reading else None
    context = {
        "form": form,
        "reading": reading,
        "groups": groups_of(reading.report) if reading else [],
        "approval": approval,
        "approval_date": both_short(approval.approved_on) if approval and approval.approved_on else "",
    }
    return render(request, "policies/admin/import.html", context, status=status)
