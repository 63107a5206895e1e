"""`manage.py load_demo`: a site to look around in. Run again, it adds what is missing and changes nothing else."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.models import User
from accounts.roles import Role
from home.demo.build import build_pages
from home.demo.cases import build_cases
from home.demo.people import build_staff
from services.models import ServicePage

SUPPORT = "support-request"
QUEUE = "django_tasks_db.DatabaseBackend"


class Command(BaseCommand):
    help = "Loads the demo site. One transaction for each stage; what stands already is left as it is."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO_ALLOWED:
            raise CommandError(_("The demo site is for a developer's machine: its passwords are printed."))
        with transaction.atomic():
            staff = build_staff()
        self.stdout.write(_("Colleagues: %(count)d.") % {"count": len(staff)})
        self._bring_pages(by=staff[Role.PUBLISHER])
        with transaction.atomic():
            made = build_cases(ServicePage.objects.get(slug=SUPPORT, locale__language_code="ar"), staff)
        self.stdout.write(_("Requests: %(count)d made.") % {"count": made})
        self._drain()
        call_command("load_search_demo", stdout=self.stdout)

    def _bring_pages(self, by: User) -> None:
        """Each page, and each override for unconfirmed facts, in a colleague's name."""
        count = len(build_pages(by=by))
        self.stdout.write(ngettext("Pages: %(count)d made.", "Pages: %(count)d made.", count) % {"count": count})

    def _drain(self) -> None:
        """Index what was made for search now: no worker needs to run before the first search."""
        if settings.TASKS["default"]["BACKEND"] == QUEUE:
            call_command("db_worker", batch=True, interval=0, reload=False, startup_delay=False, verbosity=0)
            self.stdout.write(_("Search: everything is indexed."))
