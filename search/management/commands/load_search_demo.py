"""`manage.py load_search_demo`: called by load_demo, whose room is a neighbour of this one."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _

from search.demo import build
from search.vocabulary import count_words


class Command(BaseCommand):
    help = "Loads what the demo's editors taught the search. What stands already is left as it is."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO_ALLOWED:
            raise CommandError(_("The demo site is for a developer's machine: its passwords are printed."))
        with transaction.atomic():
            made = build()
        count_words()
        self.stdout.write(_("Unanswered searches: %(count)d made.") % {"count": made})
