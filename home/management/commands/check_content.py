"""`manage.py check_content`: checks every published page; the schedule runs it nightly."""

from typing import Any

from django.core.management.base import BaseCommand

from home.editing.actions import check_all


class Command(BaseCommand):
    help = "Check every live page for placeholders, dead links, pictures without words, long sentences and more."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{check_all()}")
