"""Writing the digest, and whether a colleague wants it."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from casework.assigning.queries import at_work
from casework.digest.queries import lines_for
from casework.models import Desk
from casework.rules import DESKS
from notifications.actions import send_letter
from office.queries import holidays
from saudi.working_days import is_working_day

LIVES = timedelta(hours=18)  # A digest of yesterday helps nobody.


def send_digests() -> int:
    """Write to every colleague at work who wants it and for whom something waits; on working days, once a day."""
    if not is_working_day(timezone.localdate(), holidays()):
        return 0
    colleagues = User.objects.filter(at_work(), groups__role_group__role__in=DESKS, email__isnull=False).distinct()
    return sum(_send(colleague) for colleague in colleagues.order_by("pk"))


@transaction.atomic
def _send(colleague: User) -> bool:
    """One colleague's digest; False when it was sent today, is not wanted, or nothing waits."""
    Desk.objects.get_or_create(user=colleague)
    desk, today = Desk.objects.select_for_update().get(user=colleague), timezone.localdate()
    if not desk.wants_digest or desk.digest_on == today or not colleague.email:
        return False
    lines = lines_for(colleague)
    desk.digest_on = today
    desk.save(update_fields=["digest_on"])
    if not any(line.number for line in lines):
        return False
    context = {"lines": [line for line in lines if line.number]}
    send_letter(colleague.email, "casework/digest", context=context, until=timezone.now() + LIVES)
    return True


@transaction.atomic
def want_digest(wanted: bool, *, by: User) -> Desk:
    """Say whether the daily digest comes. One's own alone."""
    return Desk.objects.update_or_create(user=by, defaults={"wants_digest": wanted})[0]
