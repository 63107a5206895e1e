"""`manage.py refresh_search_words`: count the words of all public pages anew; for the scheduler, once a night."""

from typing import Any

from django.core.management.base import BaseCommand

from search.vocabulary import count_words


class Command(BaseCommand):
    help = "Counts the words of public pages, from which rarity and spelling help come."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(str(count_words()))
