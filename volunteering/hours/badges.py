"""What a volunteer has come to, said with a badge. Counted from what was approved each time, kept nowhere."""

from collections import Counter
from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from volunteering.enums import ErrandKind, Field
from volunteering.hours.queries import Credit
from volunteering.models import HoursEntry, Shift

MILESTONES = (100, 50, 10)  # hours; the highest reached is shown
SEASON_DAYS = 5  # fewer days make no season


@dataclass(frozen=True)
class Badge:
    """A few words, and what they mean."""

    title: str
    meaning: str


def badges(credit: Credit) -> list[Badge]:
    """The badges that a volunteer has come to. One query."""
    approved = credit.approved
    return [*_first(approved), *_hours(credit), *_seasons(approved), *_interpreter(credit)]


def _first(approved: list[HoursEntry]) -> list[Badge]:
    return [Badge(_("First shift"), _("You came, and it counted."))] if approved else []


def _hours(credit: Credit) -> list[Badge]:
    hours = sum(minutes for _day, minutes in credit.given) // 60
    reached = next((each for each in MILESTONES if hours >= each), 0)
    if not reached:
        return []
    title = ngettext("%(number)d hour given", "%(number)d hours given", reached) % {"number": reached}
    return [Badge(title, _("Approved hours in opportunities and in requests together."))]


def _seasons(approved: list[HoursEntry]) -> list[Badge]:
    """Seasons in which one came on at least half of the days that had shifts, and at least five."""
    came: dict[str, set[object]] = {}
    for entry in approved:
        shift = entry.placement.shift
        if shift.opportunity.season:
            came.setdefault(shift.opportunity.season, set()).add(shift.day)
    days = _days_of(list(came))
    whole = [season for season, own in came.items() if len(own) >= max(SEASON_DAYS, days[season] / 2)]
    told = _("You came on at least half of its days.")
    return [Badge(_("A whole season: %(season)s") % {"season": season}, told) for season in sorted(whole)]


def _days_of(seasons: list[str]) -> Counter[str]:
    """On how many days each season had a shift."""
    if not seasons:
        return Counter()
    shifts = Shift.objects.planned().filter(opportunity__season__in=seasons).order_by()
    begun = shifts.values_list("opportunity__season", "starts_at")
    return Counter(season for season, _day in {(season, timezone.localdate(at)) for season, at in begun})


def _interpreter(credit: Credit) -> list[Badge]:
    """Shifts in interpreting, and help in requests as an interpreter."""
    shifts = sum(entry.placement.shift.opportunity.field == Field.LANGUAGE for entry in credit.approved)
    errands = sum(errand.kind == ErrandKind.INTERPRETER for errand in credit.helped)
    number = shifts + errands
    if not number:
        return []
    title = ngettext("Interpreter %(number)d time", "Interpreter %(number)d times", number) % {"number": number}
    return [Badge(title, _("You helped people to be understood."))]
