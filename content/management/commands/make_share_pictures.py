"""`manage.py make_share_pictures`: a picture for every published page that lacks it or shows an older title."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import ngettext
from wagtail.models import Page

from content import share, typeset


class Command(BaseCommand):
    help = "Makes the share pictures that are missing or out of date."

    def handle(self, *args: Any, **options: Any) -> None:
        made = 0
        for page in Page.objects.live().filter(depth__gte=share.FRONT_DEPTH).select_related("locale").iterator():
            try:
                made += share.make(page)
            except typeset.NotTypeset as fault:
                self.stderr.write(f"{page.pk}: {fault}")
        self.stdout.write(ngettext("%(count)d picture made.", "%(count)d pictures made.", made) % {"count": made})
