"""Which work comes back by the clock (settings.SCHEDULE), and when each piece of it is due."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.conf import settings
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Job:
    """A management command that runs every so often, or daily at an hour of the association's own clock."""

    command: str
    every: timedelta | None = None
    daily_at: time | None = None

    def due_at(self, last: datetime | None, now: datetime) -> datetime:
        """When it runs next, given the start of its last run; what never ran is due at once."""
        if self.daily_at is None:
            return now if last is None else last + (self.every or timedelta())
        local = timezone.localtime(last or now - timedelta(days=1))
        hour = local.replace(hour=self.daily_at.hour, minute=self.daily_at.minute, second=0, microsecond=0)
        return hour if hour > local else hour + timedelta(days=1)


# What each command is for, in words; a command without words here shows its name.
PURPOSES: dict[str, str | Promise] = {
    "publish_due": _("Publish and take back pages at their hour"),
    "forget_unproven_accounts": _("Remove accounts whose mobile was never proven"),
    "sweep_private_files": _("Remove private files that nothing points to"),
    "check_content": _("Check the published pages"),
    "remind_policy_reviews": _("Remind of policies to be reviewed"),
    "refresh_figures": _("Bring the figures of services up to date"),
    "sync_locale_trees": _("Bring the trees of the languages in line"),
    "refresh_search_words": _("Count the words that search knows"),
    "forget_search_log": _("Forget old unanswered searches"),
    "clearsessions": _("Remove sessions that have ended"),
    "prune_db_task_results": _("Remove finished background work"),
}


def jobs() -> list[Job]:
    """The schedule as it is set: (command, timedelta) or (command, "HH:MM")."""
    return [_job(command, rhythm) for command, rhythm in settings.SCHEDULE]


def _job(command: str, rhythm: timedelta | str) -> Job:
    if isinstance(rhythm, str):
        return Job(command, daily_at=time.fromisoformat(rhythm))
    return Job(command, every=rhythm)
