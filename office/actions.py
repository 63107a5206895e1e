"""Writes of the office: holidays, and running what is due by the clock.

Wagtail's log names who added each day; home.wagtail_hooks traces it.
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta

from django.contrib.auth.base_user import AbstractBaseUser
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from office.enums import Occasion
from office.models import Holiday, JobRun
from office.schedule import Job, jobs
from office.suggestions import Suggestion

LEASE = timedelta(hours=1)  # A run that was killed is free again after this.


def run_due(run: Callable[[str], object] = call_command) -> list[str]:
    """Run every job whose time has come, one after another; the names of those that ran, failed ones included."""
    return [job.command for job in jobs() if _run(job, run)]


def _run(job: Job, run: Callable[[str], object]) -> bool:
    now = timezone.now()
    if not _claim(job, now):
        return False
    error = ""
    try:
        run(job.command)
    except Exception as fault:  # Whatever one job does, the next one runs.
        error = type(fault).__name__  # Its message could hold a name or a number.
    _release(job, now, error)
    return True


@transaction.atomic
def _claim(job: Job, now: datetime) -> bool:
    """Take the job when it is due and nobody holds it: of two processes one gets True."""
    JobRun.objects.get_or_create(name=job.command)
    row = JobRun.objects.select_for_update().get(name=job.command)
    if row.leased_until and row.leased_until > now:
        return False
    if job.due_at(row.last_started_at, now) > now and not row.was_cut_short:
        return False
    row.last_started_at, row.leased_until = now, now + LEASE
    row.save(update_fields=["last_started_at", "leased_until"])
    return True


def _release(job: Job, started: datetime, error: str) -> None:
    """Note how the run ended; one that outlived its lease leaves the newer run's note alone."""
    JobRun.objects.filter(name=job.command, last_started_at=started).update(
        last_finished_at=timezone.now(), last_error=error[:80], leased_until=None
    )


@transaction.atomic
def add_suggested(suggestions: Iterable[Suggestion], *, by: AbstractBaseUser | None) -> list[Holiday]:
    """Put the chosen suggestions into the table; a day that stands there already keeps its own name."""
    return _add(((each.day, each.name, each.occasion) for each in suggestions), by)


@transaction.atomic
def add_feast(first: date, last: date, *, name: str, occasion: str, by: AbstractBaseUser | None) -> list[Holiday]:
    """Put each day from the first to the last into the table; a day that stands there already keeps its own name."""
    days = [first + timedelta(days=passed) for passed in range((last - first).days + 1)]
    return _add(((day, name, occasion) for day in days), by)


def _add(rows: Iterable[tuple[date, str, str]], by: AbstractBaseUser | None) -> list[Holiday]:
    made = []
    for day, name, occasion in rows:
        defaults = {"name": name, "occasion": occasion or Occasion.OTHER}
        holiday, is_new = Holiday.objects.get_or_create(day=day, defaults=defaults)
        if is_new:
            log(instance=holiday, action="wagtail.create", user=by)
            made.append(holiday)
    return made
