"""Answers to frequent questions by who answers for them and when they are looked at again (R10)."""

from datetime import date, timedelta

from django.conf import settings
from django.db.models import Case, F, QuerySet, TextChoices, Value, When
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from office.models import OfficeSettings
from services.models import FaqPage

NOBODY = "nobody"


class Due(TextChoices):
    """When an answer is to be reviewed."""

    DUE = "due", _("Due now")
    SOON = "soon", _("Due soon")
    LATER = "later", _("Later")
    UNDATED = "undated", _("Without a review date")


def answers(*, due: str = "", keeper: str = "", today: date | None = None) -> QuerySet[FaqPage]:
    """The public answers in Arabic, whose translations follow, the most urgent first; each with its `due`.

    `due` is a value of Due, `keeper` an account's id or NOBODY; "" asks for all. One SQL query when read, after that
    for the office's notice before a review.
    """
    day = today or timezone.localdate()
    soon = day + timedelta(days=OfficeSettings.load().review_notice_days)
    found = FaqPage.objects.live().filter(locale__language_code=settings.LANGUAGE_CODE)
    found = found.annotate(
        due=Case(
            When(review_on__lte=day, then=Value(Due.DUE.value)),
            When(review_on__lte=soon, then=Value(Due.SOON.value)),
            When(review_on__isnull=True, then=Value(Due.UNDATED.value)),
            default=Value(Due.LATER.value),
        )
    )
    if due:
        found = found.filter(due=due)
    if keeper:
        found = found.filter(responsible=None if keeper == NOBODY else keeper)
    return found.select_related("responsible").order_by(F("review_on").asc(nulls_last=True), "path")


def keepers() -> list[tuple[str, str]]:
    """Who answers for a question, as choices of a form, and nobody; one SQL query."""
    asked = FaqPage.objects.filter(responsible__isnull=False).values("responsible")
    people = User.objects.filter(pk__in=asked).order_by("first_name", "last_name", "pk")
    return [(NOBODY, str(_("Nobody yet"))), *((str(user.pk), user.get_full_name()) for user in people)]
