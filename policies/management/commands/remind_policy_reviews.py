"""`manage.py remind_policy_reviews`: tell editors of reviews that are near. Run daily; again it writes nothing."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from office.models import OfficeSettings
from policies.actions import catch_up, remind_review
from policies.queries import colleagues, reviewers, reviews_due


class Command(BaseCommand):
    help = "Writes to editors and publishers about policies whose review is near, once for each review date."

    def handle(self, *args: Any, **options: Any) -> None:
        days = OfficeSettings.load().review_notice_days
        to = reviewers()
        count = sum(remind_review(page, to=to) for page in reviews_due(within_days=days)) if to else 0
        for user in colleagues():
            catch_up(user)
        self.stdout.write(_("Reviews: %(count)d reminded.") % {"count": count})
