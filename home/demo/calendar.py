"""The days of rest of the demo site: what the calendar suggests beyond doubt, taken as a colleague would take it."""

from django.contrib.auth.base_user import AbstractBaseUser

from office import suggestions
from office.actions import add_suggested
from office.models import Holiday

YEARS = (2026, 1448)


def build_holidays(by: AbstractBaseUser | None) -> list[Holiday]:
    """Fill an empty table; one that someone keeps already is left as it is."""
    if Holiday.objects.exists():
        return []
    days = {each.day: each for year in YEARS for each in suggestions.of_year(year) if not each.is_doubtful}
    return add_suggested(days.values(), by=by)
