"""`manage.py keep_registrations`: for the daily list of jobs; again it does nothing."""

from typing import Any

from django.core.management.base import BaseCommand

from volunteering.registering.actions.moves import end_pauses, lapse_unanswered


class Command(BaseCommand):
    help = "Give registrations back whose guardian did not answer in time, and bring back whose pause is over."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{lapse_unanswered()} given back, {end_pauses()} back from a pause")
