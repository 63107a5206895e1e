"""Note the end of shifts that nobody noted, and remove what phones and tables left behind. It approves nothing."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from attachments.tables import expire
from volunteering.day.actions import end_forgotten
from volunteering.day.taps import forget_old
from volunteering.enums import PlacementStatus
from volunteering.models import HoursTable, Shift

PATIENCE = timedelta(hours=12)  # A coordinator closes the list the same day, mostly.


class Command(BaseCommand):
    help = (
        "Note the end of the shift for whoever was never noted as leaving, twelve hours after it; hours are proposed, "
        "never approved. Remove old keys of taps and tables whose day is over. Run it daily."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        over = Shift.objects.filter(
            ends_at__lt=timezone.now() - PATIENCE, placements__status=PlacementStatus.CHECKED_IN
        ).distinct()
        ended = sum(end_forgotten(shift) for shift in over)
        self.stdout.write(f"Ended: {ended}, keys: {forget_old()}, tables: {expire(HoursTable)}")
