"""A word the day before a shift and one some hours before, once each (R11)."""

from datetime import timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from office.queries import settings as office_settings
from volunteering.enums import PlacementStatus, ShiftStatus
from volunteering.joining.actions.steps import write
from volunteering.joining.queries import WHOLE
from volunteering.models import Placement


def due() -> QuerySet[Placement]:
    """Places of which a reminder is due; two queries.

    What was missed while the clock stood still is caught up with, as one word, as long as the shift has not begun.
    """
    now, numbers = timezone.now(), office_settings()
    first = Q(reminded_at__isnull=True, shift__starts_at__lte=now + timedelta(hours=numbers.volunteer_remind_hours))
    near = now + timedelta(hours=numbers.volunteer_remind_again_hours)
    second = Q(reminded_again_at__isnull=True, shift__starts_at__lte=near)
    held = {"status": PlacementStatus.ACCEPTED, "shift__status": ShiftStatus.PLANNED, "shift__starts_at__gt": now}
    return Placement.objects.filter(first | second, **held).order_by("shift__starts_at", "pk")


@transaction.atomic
def remind(placement: Placement) -> bool:
    """Write the reminder; whether it was written now. Left, moved or reminded of meanwhile, it is not."""
    rows = due().select_for_update(of=("self",), no_key=True).select_related(*WHOLE)
    place = rows.filter(pk=placement.pk).first()
    if place is None:
        return False
    now, near = timezone.now(), timedelta(hours=office_settings().volunteer_remind_again_hours)
    place.reminded_at = place.reminded_at or now
    if place.shift.starts_at - now <= near:
        place.reminded_again_at = now
    place.save(update_fields=["reminded_at", "reminded_again_at"])
    write(place, "volunteering/shift_soon")
    return True
