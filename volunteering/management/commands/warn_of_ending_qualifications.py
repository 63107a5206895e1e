"""`manage.py warn_of_ending_qualifications`: run daily; each volunteer is told at two stages, weekly at most."""

from typing import Any

from django.core.management.base import BaseCommand

from volunteering.registering.reminders import warn_all


class Command(BaseCommand):
    help = "Writes to volunteers whose checked qualifications end soon (R7)."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{warn_all()} reminded")
