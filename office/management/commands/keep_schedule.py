"""`manage.py keep_schedule`: runs what is due by settings.SCHEDULE, once or for ever."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import OperationalError, close_old_connections

from office.actions import run_due

PAUSE_SECONDS = 15.0


class Command(BaseCommand):
    help = "Run the scheduled commands that are due. With --forever, look again every quarter of a minute."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--forever", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        self._round()
        while options["forever"]:
            time.sleep(PAUSE_SECONDS)
            close_old_connections()
            self._round()

    def _round(self) -> None:
        try:
            for name in run_due():
                self.stdout.write(name)
        except OperationalError as fault:  # The database is away: the next round finds it again.
            self.stderr.write(type(fault).__name__)
