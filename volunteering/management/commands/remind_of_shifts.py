"""`manage.py remind_of_shifts`: a word before each shift. Run often; again it writes nothing."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from volunteering.joining.reminders import due, remind


class Command(BaseCommand):
    help = "Reminds volunteers of their shifts the day before and some hours before they begin (R11)."

    def handle(self, *args: Any, **options: Any) -> None:
        count = sum(remind(each) for each in list(due().only("pk")))
        self.stdout.write(_("Shifts: %(count)d reminders.") % {"count": count})
