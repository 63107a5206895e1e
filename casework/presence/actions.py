"""Noting that a colleague looks at a case."""

from django.utils import timezone

from accounts.models import User
from applications.models import Application
from casework.models import Presence
from casework.presence.queries import LASTS


def touch(case: Application, *, by: User) -> None:
    """The colleague has the case on the screen now, in one query. No trace: opening a case leaves one."""
    Presence.objects.bulk_create(
        [Presence(application=case, user=by, at=timezone.now())],
        update_conflicts=True,
        unique_fields=["application", "user"],
        update_fields=["at"],
    )


def forget_faded() -> int:
    """Remove what faded; how many. For the daily list of jobs."""
    return Presence.objects.filter(at__lt=timezone.now() - LASTS).delete()[0]
