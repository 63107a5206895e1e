"""`manage.py lapse_requests`: warn of requests that nobody goes on with, and end them. Run daily; twice is as once."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from applications.lapsing.actions import lapse, warn
from applications.lapsing.queries import to_lapse, to_warn


class Command(BaseCommand):
    help = "Warns people whose drafts or returned requests near their end, and lapses those past it (R35)."

    def handle(self, *args: Any, **options: Any) -> None:
        warned = sum(warn(case) for case in list(to_warn().only("pk")))
        lapsed = sum(lapse(case) for case in list(to_lapse().only("pk")))
        told = {"warned": warned, "lapsed": lapsed}
        self.stdout.write(_("Requests near their end: %(warned)d warned, %(lapsed)d lapsed.") % told)
