"""`manage.py refresh_figures`: the actual time of every service, for the guides. Run it once a day."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from quality.actions import refresh_service_times


class Command(BaseCommand):
    help = "Works out how long requests really took and shows it on the guides. Safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        count = refresh_service_times()
        self.stdout.write(_("Services with an actual time: %(count)d.") % {"count": count})
