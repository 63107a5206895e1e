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
from home.demo.calendar import build_holidays
from home.demo.cases import build_cases
from home.demo.consents import build_consents
from home.demo.counter import build_counter
from home.demo.desk import build_desk
from home.demo.people import build_branch, build_staff
from home.demo.phrasebook import translate_pages
from home.demo.policy_life import build_policy_life, settle_library
from home.demo.readers import build_words
from home.demo.volunteering_credit import build_credit
from home.demo.volunteering_desk import build_volunteering_desk
from home.demo.volunteering_errands import build_volunteering_errands
from home.demo.volunteering_joining import build_volunteering_joining
from home.demo.volunteering_opportunities import build_volunteering_opportunities
from home.demo.volunteering_registering import build_volunteers
from home.demo.walk_ins import build_walk_ins
from home.editing.actions import check_all
from quality.actions import refresh_service_times
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
            build_branch(staff)
            build_holidays(by=staff[Role.MANAGER])
        self.stdout.write(_("Colleagues: %(count)d.") % {"count": len(staff)})
        self._bring_pages(by=staff[Role.PUBLISHER])
        with transaction.atomic():
            settle_library()
            build_policy_life(staff)
        with transaction.atomic():
            service = ServicePage.objects.get(slug=SUPPORT, locale__language_code="ar")
            made = build_cases(service, staff)
            if made:
                build_counter(service, staff)
        self.stdout.write(_("Requests: %(count)d made.") % {"count": made})
        with transaction.atomic():
            build_consents()
        with transaction.atomic():
            build_desk(staff)
            build_walk_ins(staff[Role.RECEPTION])
        with transaction.atomic():
            volunteers = build_volunteers(staff)
            build_volunteering_desk(staff)
            build_volunteering_joining(staff)
            build_credit(staff)
            build_volunteering_errands(staff)
        self.stdout.write(_("Volunteers: %(count)d made.") % {"count": volunteers})
        with transaction.atomic():
            shifts = build_volunteering_opportunities(staff[Role.VOLUNTEER_COORDINATOR])
        self.stdout.write(_("Shifts of volunteers: %(count)d made.") % {"count": shifts})
        translated = len(translate_pages(by=staff[Role.PUBLISHER]))
        self.stdout.write(_("Pages translated: %(count)d.") % {"count": translated})
        with transaction.atomic():
            words = build_words(staff[Role.EDITOR])
            refresh_service_times()
        self.stdout.write(_("Words of readers: %(count)d.") % {"count": words})
        self._drain()
        call_command("load_search_demo", stdout=self.stdout)
        self.stdout.write(_("Pages checked: %(count)d.") % {"count": check_all()})

    def _bring_pages(self, by: User) -> None:
        """Each page, and each override for unconfirmed facts, in a colleague's name."""
        count = len(build_pages(by=by))
        self.stdout.write(ngettext("Pages: %(count)d made.", "Pages: %(count)d made.", count) % {"count": count})

    def _drain(self) -> None:
        """Index what was made for search now: no worker needs to run before the first search."""
        if settings.TASKS["default"]["BACKEND"] == QUEUE:
            call_command("db_worker", batch=True, interval=0, reload=False, startup_delay=False, verbosity=0)
            self.stdout.write(_("Search: everything is indexed."))
