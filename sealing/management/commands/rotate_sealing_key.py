"""Bring everything sealed to SEALING_ACTIVE_KEY, or say what still needs an older key."""

from collections import Counter
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from sealing.rotation import left_in, places, rotate


class Command(BaseCommand):
    help = (
        "Seal everything under SEALING_ACTIVE_KEY: columns, second factors, sessions and the keyring. Safe while the "
        "site runs; when it was killed, run it again. Exits with 1 while anything lies under another key."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--batch", type=int, default=200, help="Rows a transaction.")
        parser.add_argument("--pause", type=float, default=0.0, help="Seconds of rest after each.")
        parser.add_argument("--check", action="store_true", help="Change nothing, only say what lies under which key.")

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.SEALING_ACTIVE_KEY not in settings.SEALING_KEYS:
            raise CommandError("SEALING_ACTIVE_KEY must name one of SEALING_KEYS.")
        if options["batch"] < 1 or options["pause"] < 0:
            raise CommandError("Give a batch of at least one row, and no pause below zero.")
        if not options["check"]:
            self._rotate(options["batch"], options["pause"])
        self._check()

    def _rotate(self, size: int, pause: float) -> None:
        done: Counter[str] = Counter()
        unreadable: set[str] = set()
        for name, batch in rotate(size=size, pause=pause):
            done[name] += batch.resealed
            unreadable.update(batch.unreadable)
            if batch.resealed:
                self._say(f"{name}: {done[name]}")
        self._say(f"Sealed anew: {done.total()}")
        for row in sorted(unreadable):
            self._say(f"Does not open: {row}")

    def _check(self) -> None:
        left = 0
        for place in places():
            counts = place.counts()
            left += left_in(counts)
            self._say(f"{place.name}  " + "  ".join(f"{key}={count}" for key, count in sorted(counts.items()) if count))
        if left:
            raise CommandError(f"Under another key than {settings.SEALING_ACTIVE_KEY}: {left}. Keep the older keys.")
        self._say(f"Everything lies under {settings.SEALING_ACTIVE_KEY}.")

    def _say(self, line: str) -> None:
        self.stdout.write(line.rstrip())
        self.stdout.flush()
