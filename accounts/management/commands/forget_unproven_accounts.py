"""`manage.py forget_unproven_accounts`: for the daily list of jobs."""

from typing import Any

from django.core.management.base import BaseCommand

from accounts.actions import forget_unproven


class Command(BaseCommand):
    help = "Remove accounts whose mobile number was typed more than a day ago and never proven by a code."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{forget_unproven()} removed")
