"""`manage.py recount_days`: for the list of jobs, every few minutes; it does nothing until the table changes."""

from typing import Any

from django.core.management.base import BaseCommand

from casework.days.actions import recount_days


class Command(BaseCommand):
    help = "Count open deadlines anew when holidays or hours changed, and tell the people whose day moved."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{recount_days()} moved")
