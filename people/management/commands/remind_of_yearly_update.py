"""`manage.py remind_of_yearly_update`: ask people to confirm their file. Run daily; again it writes nothing."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from people.notices.actions import FIRST, SECOND, ask_for_update
from people.notices.queries import people_to_ask


class Command(BaseCommand):
    help = "Asks people to read and confirm their file once a year, with one reminder (R7)."

    def handle(self, *args: Any, **options: Any) -> None:
        count = sum(
            ask_for_update(person, stage)
            for stage in (SECOND, FIRST)
            for person in list(people_to_ask(stage).only("pk"))
        )
        self.stdout.write(_("Yearly update: %(count)d reminders.") % {"count": count})
