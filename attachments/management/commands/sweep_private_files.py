"""Remove private files that no row points to."""

from typing import Any

from django.core.management.base import BaseCommand

from attachments.actions import sweep


class Command(BaseCommand):
    help = "Remove private files older than a day that no row points to. Run it daily."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Removed: {sweep()}")
