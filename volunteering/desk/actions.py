"""What the coordinator does at the desk itself."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from audit.actions import record
from volunteering.models import Incident
from volunteering.refusals import NOT_YOURS, require
from volunteering.rules import coordinates


@transaction.atomic
def read_incident(incident: Incident, *, by: User) -> Incident:
    """Note that a coordinator has read of an incident and sees to it. A repeat changes nothing."""
    require(coordinates(by), NOT_YOURS)
    fresh = Incident.objects.select_for_update(no_key=True).get(pk=incident.pk)
    if fresh.read_at is None:
        fresh.read_at, fresh.read_by = timezone.now(), by
        fresh.save(update_fields=["read_at", "read_by"])
        record("volunteering.incident_read", by=by, subject=fresh)
    return fresh
