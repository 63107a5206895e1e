"""Writes to the table of holidays. Wagtail's log names who added each day; home.wagtail_hooks traces it."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from wagtail.log_actions import log

from office.enums import Occasion
from office.models import Holiday
from office.suggestions import Suggestion


@transaction.atomic
def add_suggested(suggestions: Iterable[Suggestion], *, by: AbstractBaseUser | None) -> list[Holiday]:
    """Put the chosen suggestions into the table; a day that stands there already keeps its own name."""
    return _add(((each.day, each.name, each.occasion) for each in suggestions), by)


@transaction.atomic
def add_feast(first: date, last: date, *, name: str, occasion: str, by: AbstractBaseUser | None) -> list[Holiday]:
    """Put each day from the first to the last into the table; a day that stands there already keeps its own name."""
    days = [first + timedelta(days=passed) for passed in range((last - first).days + 1)]
    return _add(((day, name, occasion) for day in days), by)


def _add(rows: Iterable[tuple[date, str, str]], by: AbstractBaseUser | None) -> list[Holiday]:
    made = []
    for day, name, occasion in rows:
        defaults = {"name": name, "occasion": occasion or Occasion.OTHER}
        holiday, is_new = Holiday.objects.get_or_create(day=day, defaults=defaults)
        if is_new:
            log(instance=holiday, action="wagtail.create", user=by)
            made.append(holiday)
    return made
