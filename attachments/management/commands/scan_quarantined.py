"""Scan the files that came while the scanner was away."""

from typing import Any

from django.core.management.base import BaseCommand

from attachments.actions import scan_quarantined


class Command(BaseCommand):
    help = "Have clamd scan the files in quarantine: clean ones open, infected ones go. It runs by the clock."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Still waiting: {scan_quarantined()}")
