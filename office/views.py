"""What the schedule did and will do, to be read only."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from office.models import JobRun
from office.schedule import PURPOSES, Job, jobs


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
