"""`manage.py offer_places`: ends what nobody answered or may go on, offers free places. Run every few minutes."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from volunteering.guardians.actions import catch_up
from volunteering.joining.actions import lapse, offer_free
from volunteering.joining.queries import to_fill, unanswered


class Command(BaseCommand):
    help = "Ends offers that were not answered in time, and offers free places to the next ones waiting (R25)."

    def handle(self, *args: Any, **options: Any) -> None:
        catch_up()
        lapsed = sum(lapse(each) for each in list(unanswered().select_related("shift")))
        offered = sum(offer_free(shift) for shift in list(to_fill()))
        told = {"lapsed": lapsed, "offered": offered}
        self.stdout.write(_("Places: %(lapsed)d not answered in time, %(offered)d offered.") % told)
