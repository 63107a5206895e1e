"""`manage.py refresh_volunteering`: the figures of volunteering, for the coordinator's desk. Run it once a day."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from quality.volunteering import refresh_volunteering


class Command(BaseCommand):
    help = "Works out what volunteering came to, by opportunity and by month. Safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(_("Opportunities with figures: %(count)d.") % {"count": refresh_volunteering()})
