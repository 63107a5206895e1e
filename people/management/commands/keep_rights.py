"""`manage.py keep_rights`: for the list of jobs, every quarter of an hour."""

from typing import Any

from django.core.management.base import BaseCommand

from people.rights.actions.export import expire, resume


class Command(BaseCommand):
    help = "Remove copies of files whose days are over, and hand cut-short work on requests to the worker again."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{expire()} removed, {resume()} resumed")
