"""Reads of who looks at which case."""

from collections.abc import Iterable
from datetime import timedelta

from django.utils import timezone

from accounts.models import User
from applications.models import Application
from casework.models import Presence

LASTS = timedelta(minutes=2)  # The page says every 45 seconds that it is still open.


def lookers(cases: Iterable[Application], user: User) -> dict[object, list[str]]:
    """The names of the other colleagues who look at each case now: `{key of the case: names}`. One query."""
    fresh = Presence.objects.filter(application__in=[case.pk for case in cases], at__gte=timezone.now() - LASTS)
    found: dict[object, list[str]] = {}
    for row in fresh.exclude(user=user).select_related("user").order_by("user__first_name", "pk"):
        found.setdefault(row.application_id, []).append(row.user.get_full_name() or row.user.reference)
    return found
