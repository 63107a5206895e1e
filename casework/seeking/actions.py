"""The trail of who was looked for. It keeps where and by which kind of number, never the number."""

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications.refusals import TOO_MANY, require
from audit.actions import record
from audit.models import AuditEvent
from office.queries import settings as office_settings
from people.models import Person

SOUGHT = "person.sought"
QUEUE, INTAKE, KINSHIP = "queue", "intake", "kinship"
IDENTITY = "identity_number"
# Each place with a limit, and the setting that holds it.
A_DAY = {INTAKE: "identity_searches_a_day", KINSHIP: "kin_searches_a_day"}
PATIENCE = _("You looked for many numbers today. Try again tomorrow, or ask the manager.")


def note_sought(found: Iterable[Person], *, by: User, kind: str, place: str) -> None:
    """Leave a row with each file that a number led to, or one row when there was none."""
    people: list[Person | None] = [*found]
    for person in people or [None]:
        record(SOUGHT, by=by, subject=person, details={"by": kind, "at": place})


@transaction.atomic
def require_patience(by: User, place: str) -> None:
    """Raise Refused (429) after the looks of a day at `place`, as the trail tells them."""
    User.objects.select_for_update(of=("self",)).get(pk=by.pk)  # Two windows of one colleague count together.
    since = timezone.now() - timedelta(days=1)
    looks = AuditEvent.objects.filter(by=by, action=SOUGHT, at__gte=since, details__at=place)
    require(looks.count() < getattr(office_settings(), A_DAY[place]), PATIENCE, TOO_MANY)
