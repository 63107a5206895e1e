"""`manage.py forget_search_log`: unanswered searches past their time; for the scheduler, once a day."""

from typing import Any

from django.core.management.base import BaseCommand

from search.actions import forget_misses


class Command(BaseCommand):
    help = "Forgets unanswered searches whose time is over (association settings)."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(str(forget_misses()))
