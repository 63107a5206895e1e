"""What a certificate would say: approved hours in an opportunity, or help in requests that a colleague noted."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet, Sum

from volunteering.enums import HoursStatus
from volunteering.errands.queries import done
from volunteering.models import Errand, HoursEntry, OpportunityPage, Volunteer

# What a certificate is of: an opportunity, whatever language its page is in; None is help in requests.
Of = OpportunityPage | None


@dataclass(frozen=True)
class Earned:
    """So many minutes, from the first to the last day."""

    opportunity: Of
    minutes: int
    first_day: date
    last_day: date


def earned(volunteer: Volunteer, of: Of) -> Earned | None:
    """What a volunteer has to show; None for nothing yet. One query."""
    if of is None:
        return _sum_of(None, ((each.day, each.minutes or 0) for each in done(volunteer)))
    hours = approved(of).filter(placement__volunteer=volunteer).select_related("placement__shift__opportunity")
    shifts = [(entry.placement.shift, entry.approved_minutes or 0) for entry in hours]
    return _sum_of(shifts[0][0].opportunity if shifts else None, ((shift.day, given) for shift, given in shifts))


def approved(opportunity: OpportunityPage) -> QuerySet[HoursEntry]:
    """The approved hours of everyone in an opportunity, without those of no time."""
    here = HoursEntry.objects.filter(placement__shift__opportunity__translation_key=opportunity.translation_key)
    return here.filter(status=HoursStatus.APPROVED, approved_minutes__gt=0)


def earners(of: Of) -> QuerySet[Any]:
    """Everyone with something to show, by name, each with their `minutes`."""
    people = Volunteer.objects.select_related("person").order_by("person__folded_name", "pk")
    if of is None:
        return people.filter(errands__in=Errand.objects.done()).annotate(minutes=Sum("errands__minutes"))
    there = people.filter(placements__hours__in=approved(of))
    return there.annotate(minutes=Sum("placements__hours__approved_minutes"))


def is_in_dispute(volunteer: Volunteer, of: Of) -> bool:
    """Whether the volunteer objects to hours of the opportunity."""
    if of is None:
        return False
    disputed = HoursEntry.objects.filter(placement__volunteer=volunteer, status=HoursStatus.DISPUTED)
    return disputed.filter(placement__shift__opportunity__translation_key=of.translation_key).exists()


def _sum_of(of: Of, given: Iterable[tuple[date, int]]) -> Earned | None:
    rows = list(given)
    days = [day for day, _minutes in rows]
    return Earned(of, sum(minutes for _day, minutes in rows), min(days), max(days)) if rows else None
