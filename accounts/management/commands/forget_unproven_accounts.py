"""`manage.py forget_unproven_accounts`: for the daily list of jobs."""

from typing import Any

from django.core.management.base import BaseCommand

from accounts.actions import forget_unproven
from accounts.limits import forget_old_tallies
from accounts.replays import forget_replays
from accounts.security import forget_old_alarms


class Command(BaseCommand):
    help = "Remove accounts whose address was typed more than a day ago and never proven; old counts and answers."

    def handle(self, *args: Any, **options: Any) -> None:
        forget_old_tallies()
        forget_old_alarms()
        forget_replays()
        self.stdout.write(f"{forget_unproven()} removed")
