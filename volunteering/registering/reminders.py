"""A word before a qualification ends: at the two stages of all papers, and weekly at most (R7)."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from audit.actions import record
from notifications.actions import notify
from office.queries import settings
from people.enums import NoticeKind
from people.models import NoticeChoice
from volunteering.enums import QualificationStatus, VolunteerStatus
from volunteering.models import Qualification

LETTER = "volunteering/qualification_ends"
WEEK = timedelta(days=7)
SERVING = (VolunteerStatus.ACTIVE, VolunteerStatus.PAUSED)


def due() -> QuerySet[Qualification]:
    """Checked papers that end soon, of volunteers who were not told at this stage and did not stop it."""
    numbers, now, today = settings(), timezone.now(), timezone.localdate()
    first, again = (timedelta(days=days) for days in (numbers.papers_warn_days, numbers.papers_warn_again_days))
    stopped = NoticeChoice.objects.filter(kind=NoticeKind.PAPERS, person=OuterRef("volunteer__person"))
    rows = Qualification.objects.filter(status=QualificationStatus.CHECKED, volunteer__status__in=SERVING)
    soon = Q(warned_at__isnull=True, expires_on__lte=today + first)
    sooner = Q(warned_at__lt=now - WEEK, expires_on__lte=today + again)
    return rows.filter(~Exists(stopped), soon | sooner, expires_on__gte=today).order_by("pk")


def warn_all() -> int:
    """Write to everyone who is due; how many letters."""
    return sum(_warn(each) for each in due().only("pk"))


@transaction.atomic
def _warn(qualification: Qualification) -> bool:
    row = due().select_for_update(of=("self",)).filter(pk=qualification.pk).first()
    if row is None:
        return False
    row.warned_at = timezone.now()
    row.save(update_fields=["warned_at"])
    person = row.volunteer.person
    notify(
        person.recipient,
        LETTER,
        subject=None,
        url_name="volunteering:step",
        url_kwargs={"step": "qualifications"},
        context={"paper": row.title, "day": row.expires_on},
    )
    record("volunteering.qualification_ending", by=None, subject=row.volunteer)
    return True
