"""`manage.py publish_due`: publishes and takes back pages whose hour has come."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import ngettext

from content.actions import publish_due


class Command(BaseCommand):
    help = "Publish what was set for an hour that has passed, and take back what has expired."

    def handle(self, *args: Any, **options: Any) -> None:
        done, refused = publish_due()
        if done:
            self.stdout.write(f"{done}")
        if refused:
            raise CommandError(
                ngettext("%(count)d page was refused.", "%(count)d pages were refused.", refused) % {"count": refused}
            )
