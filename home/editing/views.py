"""The checklist of a page, the report over all pages, and the stylesheet of a dark preview."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import chain
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.staticfiles import finders
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe
from wagtail.models import Page

from content.checklist import Finding, check
from content.middleware import explain
from content.models import ContentPage, PageFinding, UnconfirmedFacts
from content.spreadsheets import CSV_TYPE, csv_lines
from home.editing import rules
from home.editing.actions import DraftMoved, hand_out_preview, publish_anyway
from home.editing.forms import FindingsForm, ReasonForm
from home.editing.queries import findings, limits
from saudi.hijri import both_short

PAGE_SIZE = 50


@require_http_methods(["GET", "POST"])
def checklist(request: HttpRequest, pk: int) -> HttpResponse:
    """What stands against the draft; with a reason it is published all the same."""
    page = get_object_or_404(Page, pk=pk, depth__gt=1).specific
    if not isinstance(page, ContentPage):
        raise Http404
    may = page.permissions_for_user(request.user)
    if not may.can_edit() or (request.method == "POST" and not _may_publish(request, page)):
        raise PermissionDenied
    form = ReasonForm(request.POST or None, initial={"seen": page.latest_revision_id})
    if request.method == "POST" and form.is_valid():
        return _published(request, page, form)
    return _shown(request, page, form, status=400 if form.errors else 200)


@require_http_methods(["GET", "POST"])
@never_cache
def preview_elsewhere(request: HttpRequest, pk: int) -> HttpResponse:
    """Asks once, then shows a link to the latest draft in another front end; the editor's own click opens it."""
    page = get_object_or_404(Page, pk=pk, depth__gt=1).specific
    if not settings.HEADLESS_PREVIEW_URL:
        raise Http404
    if not rules.hands_out_previews(request.user, page):
        raise PermissionDenied
    seconds = settings.HEADLESS_PREVIEW_MAX_AGE
    context = {
        "page": page,
        "page_title": _("Preview on the other site"),
        "edit_url": reverse("wagtailadmin_pages:edit", args=[page.pk]),
        "address": hand_out_preview(page, by=request.user) if request.method == "POST" else "",
        "until": timezone.now() + timedelta(seconds=seconds),
        "minutes": max(1, seconds // 60),
    }
    return render(request, "home/editing/preview.html", context)


def _may_publish(request: HttpRequest, page: ContentPage) -> bool:
    may = page.permissions_for_user(request.user)
    return bool(may.can_publish() and not may.page_locked())


def _published(request: HttpRequest, page: ContentPage, form: ReasonForm) -> HttpResponse:
    given = form.cleaned_data
    try:
        draft = publish_anyway(page, by=request.user, reason=given["reason"], seen=given["seen"])
    except UnconfirmedFacts as refusal:
        return explain(request, refusal)
    except DraftMoved:
        messages.warning(request, _("A colleague has changed the draft meanwhile. Read what stands here now."))
        again = ReasonForm(initial={"reason": given["reason"], "seen": page.latest_revision_id})
        return _shown(request, page, again, status=409)
    told = _("The page was published. Your reason is kept in the trail.")
    if draft.go_live_at and draft.go_live_at > timezone.now():
        told = _("The page will be published at its hour. Your reason is kept in the trail.")
    messages.success(request, told)
    return redirect("wagtailadmin_pages:edit", page.pk)


def _shown(request: HttpRequest, page: ContentPage, form: ReasonForm, status: int) -> HttpResponse:
    draft = page.get_latest_revision_as_object()
    found = check(draft, limits())
    obstacle = _obstacle(request, draft)
    context = {
        "page": draft,
        "page_title": _("Checklist"),
        "edit_url": reverse("wagtailadmin_pages:edit", args=[page.pk]),
        "stops": [finding for finding in found if finding.stops],
        "worth_a_look": grouped([finding for finding in found if not finding.stops]),
        "obstacle": obstacle,
        "form": form,
        "may_publish": not obstacle and _may_publish(request, page),
        "saved_at": page.latest_revision_created_at,
    }
    return render(request, "home/editing/checklist.html", context, status=status)


def grouped(found: list[Finding]) -> list[tuple[Finding, list[Finding]]]:
    """Findings of one kind together, each with the first of them for its words and its advice."""
    kinds = dict.fromkeys(finding.kind for finding in found)
    groups = [[finding for finding in found if finding.kind == kind] for kind in kinds]
    return [(group[0], group) for group in groups]


def _obstacle(request: HttpRequest, draft: ContentPage) -> str:
    """Why no reason of the editor's would help, in words; empty when one would."""
    kept = draft.override_reason
    draft.override_reason = kept or "…"  # Whether it is given is the form's own question.
    try:
        draft.guard_publication()
        draft.guard_second_pair(request.user)  # type: ignore[arg-type]
    except UnconfirmedFacts as refusal:
        return str(refusal.messages[0])
    finally:
        draft.override_reason = kept
    return ""


@require_safe
def report(request: HttpRequest) -> HttpResponse | StreamingHttpResponse:
    """What the last check of every live page found, by kind, language and type; also as a table for a spreadsheet."""
    if not rules.sees_checks(request.user):
        raise PermissionDenied
    form = FindingsForm(request.GET)
    chosen = {name: form.cleaned_data.get(name, "") for name in form.fields} if form.is_valid() else {}
    rows = findings(**chosen) if form.is_valid() else PageFinding.objects.none()
    if request.GET.get("export") == "csv" and form.is_valid():
        return StreamingHttpResponse(
            _lines(rows.iterator(chunk_size=500), get_language()),
            content_type=CSV_TYPE,
            headers={"Content-Disposition": 'attachment; filename="content-checks.csv"'},
        )
    context = {
        "page_title": _("Content checks"),
        "form": form,
        "page_obj": Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page")),
        "linked": rules.edits(request.user),
        "chosen": {name: value for name, value in chosen.items() if value},
    }
    return render(request, "home/editing/report.html", context, status=200 if form.is_valid() else 400)


def _lines(rows: Iterator[PageFinding], language: str | None) -> Iterator[str]:
    """The lines in the language of the request, which has been answered when they are written."""
    with override(language):
        yield from _table(rows)


def _table(rows: Iterator[PageFinding]) -> Iterator[str]:
    head = [_("Page"), _("Language"), _("What was found"), _("Words"), _("Place"), _("Stops publication"), _("Checked")]
    yield from csv_lines(chain([head], (_cells(row) for row in rows)))


def _cells(row: PageFinding) -> list[Any]:
    stops, day = _("Yes") if row.stops else _("No"), timezone.localdate(row.counted_at)
    what = [row.page.title, row.page.locale.language_code, row.get_kind_display(), row.words, row.where]
    return [*what, stops, both_short(day, get_language() or "ar")]


@require_safe
def dark_stylesheet(request: HttpRequest) -> HttpResponse:
    """The public stylesheet as a reader in the dark gets it, whatever the editor's own device is set to."""
    found = finders.find("css/site.css")
    if not found:
        raise Http404
    css = Path(str(found)).read_text(encoding="utf-8")
    css = css.replace("(prefers-color-scheme: dark)", "all").replace("color-scheme: light dark", "color-scheme: dark")
    css = css.replace("../", static(""))  # It is served from another folder.
    return HttpResponse(css, content_type="text/css; charset=utf-8")
