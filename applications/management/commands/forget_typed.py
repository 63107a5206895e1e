"""`manage.py forget_typed`: what was typed on pages of no request, and never saved, goes after some days."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from applications.typed.actions import forget_lone


class Command(BaseCommand):
    help = "Removes what colleagues typed on pages of no request and never saved. Run daily."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(_("Typed and never saved: %(count)d removed.") % {"count": forget_lone()})
