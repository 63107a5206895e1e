"""`manage.py warn_of_expiring_papers`: tell people of papers that end soon. Run daily; again it writes nothing."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from people.notices.actions import FIRST, SECOND, warn_of_end
from people.notices.queries import papers_to_warn_of


class Command(BaseCommand):
    help = "Writes to people whose papers end soon, once at each of two stages (R7)."

    def handle(self, *args: Any, **options: Any) -> None:
        count = sum(
            warn_of_end(document, stage)
            for stage in (SECOND, FIRST)
            for document in list(papers_to_warn_of(stage).only("pk"))
        )
        self.stdout.write(_("Papers that end soon: %(count)d reminders.") % {"count": count})
