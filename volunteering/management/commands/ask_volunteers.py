"""`manage.py ask_volunteers`: asks those whose shift is done for their word. Run it once a day, by day."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from volunteering.rating.actions import ask_all, forget_expired


class Command(BaseCommand):
    help = "Asks volunteers for their word on an opportunity, and removes questions that are over. Safe to repeat."

    def handle(self, *args: Any, **options: Any) -> None:
        forget_expired()
        self.stdout.write(_("Volunteers asked: %(count)d.") % {"count": ask_all()})
