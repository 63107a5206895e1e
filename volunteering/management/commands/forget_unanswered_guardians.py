"""`manage.py forget_unanswered_guardians`: for the daily list of jobs."""

from typing import Any

from django.core.management.base import BaseCommand

from volunteering.guardians.actions import forget_unanswered


class Command(BaseCommand):
    help = "Remove questions about opportunities that no guardian answered in time, with names and numbers."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{forget_unanswered()} removed")
