"""Reading and circulating policies, in the Wagtail admin."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from accounts.rules import roles_of
from content.spreadsheets import CSV_TYPE, csv_lines
from policies import actions, queries
from policies.models import PolicyReading, PolicyVersion
from policies.rules import sees_circulation

PAGE_SIZE = 25


@require_safe
def to_read(request: HttpRequest) -> HttpResponse:
    """What the colleague has to read, and what they have read."""
    user = _colleague(request)
    done = PolicyReading.objects.filter(user=user, acknowledged_at__isnull=False).select_related("version")
    page = Paginator(done.defer("version__sections").order_by("-acknowledged_at"), PAGE_SIZE)
    context = {"rows": queries.to_read(user), "page_obj": page.get_page(request.GET.get("page"))}
    return render(request, "policies/admin/to_read.html", context)


@require_safe
def read(request: HttpRequest, pk: int) -> HttpResponse:
    """One version: what changed, the text, and the one button."""
    reading = _own(request, pk)
    before = PolicyVersion.objects.filter(page=reading.version.page_id, number=reading.version.number - 1).first()
    context = {"reading": reading, "version": reading.version, "before": before}
    return render(request, "policies/admin/read.html", context)


@require_POST
def acknowledge(request: HttpRequest, pk: int) -> HttpResponse:
    actions.acknowledge(_own(request, pk), by=request.user)  # type: ignore[arg-type]
    messages.success(request, _("Thank you. It is noted that you have read this version."))
    return redirect("policies_to_read")


@require_safe
def circulation(request: HttpRequest) -> HttpResponse:
    """Every version with its progress."""
    _overseer(request)
    page = Paginator(queries.in_circulation(), PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "policies/admin/circulation.html", {"page_obj": page})


@require_safe
def circulation_of(request: HttpRequest, pk: int) -> HttpResponse:
    """Who has not read a version, who has; `which` filters, `format=csv` exports."""
    _overseer(request)
    version = get_object_or_404(queries.in_circulation(), pk=pk)
    which = request.GET.get("which", "open")
    which = which if which in ("open", "done", "all") else "open"
    rows = queries.readers(version, which)
    if request.GET.get("format") == "csv":
        return _csv(version, rows)
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"version": version, "page_obj": page, "which": which, "choices": _choices()}
    return render(request, "policies/admin/circulation_of.html", context)


@require_POST
def remind(request: HttpRequest, pk: int) -> HttpResponse:
    _overseer(request)
    count = actions.remind(get_object_or_404(PolicyVersion, pk=pk), by=request.user)  # type: ignore[arg-type]
    said = ngettext("%(count)d colleague was reminded.", "%(count)d colleagues were reminded.", count)
    messages.success(request, said % {"count": count})
    return redirect("policies_circulation_of", pk)


def _choices() -> list[tuple[str, str]]:
    return [("open", _("Have not read it")), ("done", _("Have read it")), ("all", _("Everyone"))]


def _csv(version: PolicyVersion, rows: Any) -> HttpResponse:
    head = [_("Name"), _("E-mail"), _("Asked on"), _("Read on")]
    lines = csv_lines([head, *(_cells(row) for row in rows.iterator())])
    answer = HttpResponse("".join(lines), content_type=CSV_TYPE)
    answer["Content-Disposition"] = f'attachment; filename="policy-{version.pk}.csv"'
    answer["Cache-Control"] = "no-store"
    return answer


def _cells(row: Any) -> list[str]:
    days = [timezone.localtime(at).date().isoformat() if at else "" for at in (row.asked_at, row.acknowledged_at)]
    return [row.user.get_full_name(), row.user.email or "", *days]


def _colleague(request: HttpRequest) -> Any:
    if not roles_of(request.user):
        raise PermissionDenied
    actions.catch_up(request.user)  # type: ignore[arg-type]
    return request.user


def _own(request: HttpRequest, pk: int) -> PolicyReading:
    """The colleague's own reading of the version; another's and a missing one look the same."""
    return get_object_or_404(PolicyReading.objects.select_related("version"), version=pk, user=_colleague(request))


def _overseer(request: HttpRequest) -> None:
    if not sees_circulation(request.user):
        raise PermissionDenied
