"""`manage.py remind_of_appointments`: a word before each appointment. Run often; again it writes nothing."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from applications.booking.reminders import due, remind


class Command(BaseCommand):
    help = "Reminds people of their appointments some hours before they begin (R11)."

    def handle(self, *args: Any, **options: Any) -> None:
        count = sum(remind(each) for each in list(due().only("pk")))
        self.stdout.write(_("Appointments: %(count)d reminders.") % {"count": count})
