"""What volunteering removes by the clock (`people.rights.retention`). Hours and certificates stay."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from people.rights.retention import Rule, register
from volunteering.belongings import TOLD, let_go_of_paper
from volunteering.enums import EXPECTED, ErrandStatus, Event, VolunteerStatus
from volunteering.history import keep
from volunteering.locking import lock_volunteer
from volunteering.models import (
    Errand,
    GuardianConsent,
    Incident,
    Placement,
    Qualification,
    Swap,
    Volunteer,
    VolunteerEvent,
)

AWAY = (VolunteerStatus.DRAFT, VolunteerStatus.DECLINED, VolunteerStatus.ENDED)
SERVING = (VolunteerStatus.ACTIVE, VolunteerStatus.PAUSED)


def gone(now: datetime, days: int) -> QuerySet[Volunteer]:
    """Ended, declined or never sent, and nothing happened since."""
    since = now - timedelta(days=days)
    away = Volunteer.objects.filter(status__in=AWAY, created_at__lt=since)
    fresh = Q(stripped_at__isnull=True) | Q(stripped_at__lt=F("sent_at"))  # Some came back, and left again.
    return away.filter(fresh).exclude(Exists(_events_since(since)))


def strip(rows: Sequence[Volunteer]) -> None:
    """What they told of themselves and their papers go; the places, hours and certificates stay."""
    for qualification in Qualification.objects.filter(volunteer__in=rows).select_related("paper"):
        let_go_of_paper(qualification)
    Qualification.objects.filter(volunteer__in=rows).delete()
    GuardianConsent.objects.filter(volunteer__in=rows).delete()
    for row in rows:
        _forget_words(row)


def idle(now: datetime, days: int) -> QuerySet[Volunteer]:
    """Accepted once, without any move for so long, and expected nowhere."""
    since = now - timedelta(days=days)
    expected = Placement.objects.filter(volunteer=OuterRef("pk"), status__in=EXPECTED)
    helping = Errand.objects.filter(taken_by=OuterRef("pk"), status=ErrandStatus.TAKEN)
    serving = Volunteer.objects.filter(status__in=SERVING, reviewed_at__lt=since)
    return serving.exclude(Exists(expected)).exclude(Exists(helping)).exclude(Exists(_events_since(since)))


def end(rows: Sequence[Volunteer]) -> None:
    """End the volunteering of each and tell them; they may begin again at any time."""
    for row in rows:
        volunteer = lock_volunteer(row)
        if volunteer.status in SERVING:
            volunteer.end()
            volunteer.save()
            keep(volunteer, Event.ENDED, by=None)


def told_of_places(now: datetime, days: int) -> QuerySet[Placement]:
    """Places that ended long ago, with words that nobody needs any more."""
    over = Placement.objects.filter(stripped_at__isnull=True, shift__ends_at__lt=now - timedelta(days=days))
    return over.exclude(status__in=EXPECTED)


def forget_reasons(rows: Sequence[Placement]) -> None:
    """Reasons and notes go, and questions of swapping; that there was a place stays."""
    keys = [row.pk for row in rows]
    for row in Placement.objects.filter(pk__in=keys):
        row.reason, row.stripped_at = "", timezone.now()
        row.save(update_fields=["reason", "stripped_at"])
    for line in VolunteerEvent.objects.filter(placement__in=keys):
        line.note = ""
        line.save(update_fields=["note"])
    Swap.objects.filter(placement__in=keys).delete()


def old_incidents(now: datetime, days: int) -> QuerySet[Incident]:
    """Read long ago; what nobody has read is kept."""
    return Incident.objects.filter(at__lt=now - timedelta(days=days), read_at__isnull=False)


def remove_incidents(rows: Sequence[Incident]) -> None:
    Incident.objects.filter(pk__in=[row.pk for row in rows]).delete()


def unanswered(now: datetime, days: int) -> QuerySet[GuardianConsent]:
    """Asked long ago and never answered, or refused or taken back since then."""
    over = GuardianConsent.objects.filter(asked_at__lt=now - timedelta(days=days))
    return over.exclude(is_given=True, withdrawn_at__isnull=True)


def remove_questions(rows: Sequence[GuardianConsent]) -> None:
    GuardianConsent.objects.filter(pk__in=[row.pk for row in rows]).delete()


def _events_since(since: datetime) -> QuerySet[VolunteerEvent]:
    return VolunteerEvent.objects.filter(volunteer=OuterRef("pk"), at__gte=since)


def _forget_words(row: Volunteer) -> None:
    fresh = Volunteer.objects.get(pk=row.pk)
    for name in TOLD:
        setattr(fresh, name, "")
    fresh.interests, fresh.skills, fresh.interprets, fresh.availability = [], [], [], {}
    fresh.stripped_at = timezone.now()
    fresh.save(update_fields=[*TOLD, "interests", "skills", "interprets", "availability", "stripped_at"])


def tell() -> None:
    """Register this room's rules."""
    place = "volunteer__person"
    register(
        Rule("volunteers_idle", _("Volunteers without any shift"), 730, idle, end, least_days=180),
        Rule("volunteers_gone", _("What former volunteers told of themselves"), 365, gone, strip, least_days=90),
        Rule("places", _("Reasons and notes of old places in shifts"), 365, told_of_places, forget_reasons, place, 90),
        Rule("incidents", _("Incidents of shifts that were read"), 1825, old_incidents, remove_incidents, place, 365),
        Rule("guardians", _("Questions to guardians without an agreement"), 90, unanswered, remove_questions, place),
    )
