"""Write every blind index anew, after SEALING_INDEX_KEY was replaced."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from sealing.reindexing import reindex


class Command(BaseCommand):
    help = "Write every blind index anew under SEALING_INDEX_KEY. Stop the site first: a half-done index finds half."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--batch", type=int, default=200, help="Rows a transaction.")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["batch"] < 1:
            raise CommandError("Give a batch of at least one row.")
        changed, unreadable = 0, []
        for done in reindex(size=options["batch"]):
            changed += done.changed
            unreadable += done.unreadable
        self.stdout.write(f"Changed: {changed}")
        for row in unreadable:
            self.stdout.write(f"Does not open: {row}")
        if unreadable:
            raise CommandError(f"Rows that do not open: {len(unreadable)}.")
