"""`manage.py sweep_errands`: go on looking for volunteers, and give up what nobody took. Run often."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from volunteering.enums import ErrandStatus
from volunteering.errands.actions import sweep
from volunteering.models import Errand


class Command(BaseCommand):
    help = "Asks further volunteers for help in requests, and gives up what nobody took in time."

    def handle(self, *args: Any, **options: Any) -> None:
        running = list(Errand.objects.filter(status__in=(ErrandStatus.OPEN, ErrandStatus.TAKEN)).only("pk"))
        for each in running:
            sweep(each)
        self.stdout.write(_("Errands: %(count)d looked at.") % {"count": len(running)})
