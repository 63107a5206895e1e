"""`manage.py forget_unanswered_invitations`: for the daily list of jobs."""

from typing import Any

from django.core.management.base import BaseCommand

from people.consent.guardian import forget_unanswered
from people.helping.actions import forget_unconfirmed


class Command(BaseCommand):
    help = "Remove names and numbers of helpers who were never confirmed, and of guardians who never answered."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{forget_unconfirmed() + forget_unanswered()} removed")
