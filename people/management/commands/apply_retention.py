"""`manage.py apply_retention`: for the daily list of jobs."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from people.rights.actions.retention import act, report


class Command(BaseCommand):
    help = "Remove what a report told long enough ago, then report what is due now. --report-only removes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--report-only", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        removed = 0 if options["report_only"] else act()
        made = report()
        self.stdout.write(f"{removed} removed")
        if made:
            for line in made.lines.all():
                self.stdout.write(f"{line.code}: {line.due} due, from {made.acts_on} on")
