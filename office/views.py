"""The office's own screens: what a calendar suggests, feasts of several days, and what the schedule did and will do.

Nothing enters the table of holidays by itself.
"""

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from office import actions, suggestions
from office.forms import FeastForm, YearForm
from office.models import Holiday, JobRun
from office.schedule import PURPOSES, Job, jobs


def _guard(request: HttpRequest) -> None:
    if not request.user.has_perm("office.add_holiday"):
        raise PermissionDenied


@require_http_methods(["GET", "POST"])
def suggest(request: HttpRequest) -> HttpResponse:
    """The holidays that a calendar proposes for a year; those ticked enter the table."""
    _guard(request)
    form = YearForm(request.POST or request.GET or {"year": str(timezone.localdate().year)})
    proposed = suggestions.of_year(form.cleaned_data["year"]) if form.is_valid() else []
    if request.method == "POST" and proposed:
        chosen = set(request.POST.getlist("day"))
        made = actions.add_suggested(
            [each for each in proposed if each.day.isoformat() in chosen],
            by=request.user,  # type: ignore[arg-type]
        )
        return _added(request, len(made))
    context = {"form": form, "rows": _rows(proposed), **_frame(_("Suggest holidays"))}
    return render(request, "office/admin/suggest.html", context, status=200 if form.is_valid() else 400)


@require_http_methods(["GET", "POST"])
def feast(request: HttpRequest) -> HttpResponse:
    """A feast of several days in one entry."""
    _guard(request)
    form = FeastForm(request.POST or None)
    if form.is_valid():
        made = actions.add_feast(**form.cleaned_data, by=request.user)  # type: ignore[arg-type]
        return _added(request, len(made))
    context = {"form": form, **_frame(_("Add a feast of several days"))}
    return render(request, "office/admin/feast.html", context, status=400 if form.is_bound else 200)


def _rows(proposed: list[suggestions.Suggestion]) -> list[dict[str, Any]]:
    known = dict(Holiday.objects.filter(day__in=[each.day for each in proposed]).values_list("day", "name"))
    return [{"suggestion": each, "known": known.get(each.day)} for each in proposed]


def _added(request: HttpRequest, count: int) -> HttpResponse:
    if count:
        words = ngettext("%(count)d day was added.", "%(count)d days were added.", count)
        messages.success(request, words % {"count": count})
    else:
        messages.warning(request, _("Nothing was added: no day was chosen, or all of them stand in the table."))
    return redirect("holidays:index")


def _frame(title: str) -> dict[str, Any]:
    trail = [
        {"url": reverse("wagtailadmin_home"), "label": _("Home")},
        {"url": reverse("holidays:index"), "label": _("Holidays")},
        {"url": "", "label": title},
    ]
    return {"page_title": title, "breadcrumbs_items": trail, "header_icon": "calendar"}


@require_safe
def schedule(request: HttpRequest) -> HttpResponse:
    """Each piece of scheduled work with its last run and its next; for those who answer for the site."""
    if not request.user.has_perm("office.view_jobrun"):
        raise PermissionDenied
    runs = {run.name: run for run in JobRun.objects.all()}
    now = timezone.now()
    rows = [_row(job, runs.get(job.command), now) for job in jobs()]
    return render(request, "office/schedule.html", {"page_title": _("Scheduled work"), "rows": rows})


def _row(job: Job, run: JobRun | None, now: datetime) -> dict[str, Any]:
    return {
        "name": PURPOSES.get(job.command, job.command),
        "command": job.command,
        "run": run,
        "next": max(job.due_at(run.last_started_at if run else None, now), now),
        "state": _state(run, now),
    }


def _state(run: JobRun | None, now: datetime) -> str:
    """How it stands: `never`, `running`, `cut` (its process was killed), `failed` or `done`."""
    if run is None or run.last_started_at is None:
        return "never"
    if run.leased_until is not None:
        return "running" if run.leased_until > now else "cut"
    return "failed" if run.last_error else "done"
