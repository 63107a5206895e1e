"""Remove private files that no row points to, and keys that a restored keyring brought back."""

from typing import Any

from django.core.management.base import BaseCommand

from attachments.actions import sweep
from sealing import keyring


class Command(BaseCommand):
    help = (
        "Remove private files older than a day that no row points to, and keys of the erased that came back with an "
        "older keyring. Run it daily."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"Removed: {sweep()}, erased keys: {keyring.sweep_marked()}")
