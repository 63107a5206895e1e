"""`manage.py deliver_outbox`: carries out what waits in the outbox, once or for ever."""

import time
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import close_old_connections

from notifications.actions import deliver_due, forget_codes

PAUSE_SECONDS = 1.0
ROUNDS_BETWEEN_CLEANING = 60


class Command(BaseCommand):
    help = "Send what waits in the outbox. With --forever, look again every second."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--forever", action="store_true")

    def handle(self, *args: Any, **options: Any) -> None:
        deliver_due()
        rounds = 0
        while options["forever"]:
            time.sleep(PAUSE_SECONDS)
            close_old_connections()
            deliver_due()
            rounds += 1
            if rounds % ROUNDS_BETWEEN_CLEANING == 0:
                forget_codes()
