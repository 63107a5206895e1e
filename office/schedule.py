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
    "forget_unanswered_invitations": _("Remove invitations of helpers and guardians that nobody answered"),
    "forget_typed": _("Remove what was typed on pages of no request and never saved"),
    "sweep_private_files": _("Remove private files that nothing points to"),
    "scan_quarantined": _("Check for viruses the files that came while the scanner was away"),
    "check_content": _("Check the published pages"),
    "remind_policy_reviews": _("Remind of policies to be reviewed"),
    "refresh_figures": _("Bring the figures of services up to date"),
    "refresh_volunteering": _("Bring the figures of volunteering up to date"),
    "ask_volunteers": _("Ask volunteers for their word on a shift"),
    "sync_locale_trees": _("Bring the trees of the languages in line"),
    "refresh_search_words": _("Count the words that search knows"),
    "forget_search_log": _("Forget old unanswered searches"),
    "warn_of_expiring_papers": _("Remind people of papers that end soon"),
    "remind_of_yearly_update": _("Remind people to confirm their file"),
    "lapse_requests": _("Warn of requests that nobody goes on with, and end them"),
    "keep_rights": _("Remove expired copies of files, and resume requests about data"),
    "apply_retention": _("Remove what has been kept long enough"),
    "remind_of_appointments": _("Remind people of their appointments"),
    "sweep_errands": _("Look for volunteers who help in requests"),
    "offer_places": _("Offer free places in shifts to those who wait"),
    "remind_of_shifts": _("Remind volunteers of their shifts"),
    "recount_days": _("Count days anew when holidays changed, and tell people"),
    "forget_unanswered_guardians": _("Remove questions about volunteering that no guardian answered"),
    "keep_registrations": _("Give back registrations without a guardian's answer, and end pauses of volunteers"),
    "warn_of_ending_qualifications": _("Remind volunteers of qualifications that end soon"),
    "end_shifts": _("Note the end of shifts that nobody noted"),
    "send_digests": _("Write to colleagues what waits today"),
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
