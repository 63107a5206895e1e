"""`manage.py send_digests`: for the daily list of jobs; again on the same day it writes to nobody."""

from typing import Any

from django.core.management.base import BaseCommand

from casework.auditing import actions as auditing
from casework.digest.actions import send_digests
from casework.exports.actions import expire
from casework.presence.actions import forget_faded


class Command(BaseCommand):
    help = "Write to each colleague what waits at the desk today: numbers and links, nothing of a person."

    def handle(self, *args: Any, **options: Any) -> None:
        forget_faded()
        expire()
        auditing.expire()
        self.stdout.write(f"{send_digests()} sent")
