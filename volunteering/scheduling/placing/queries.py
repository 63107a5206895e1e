"""Who is offered places, which shifts there are to offer, and how far an offer to many has come."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from volunteering.enums import CAME, GENDER, OpenTo
from volunteering.models import OpportunityPage, Placement, Placing, PlacingLine, Shift, Volunteer
from volunteering.scheduling.queries import of_year, shifts


@dataclass(frozen=True)
class Progress:
    """How far an offer to many has come."""

    total: int
    done: int
    offered: int

    @property
    def refused(self) -> int:
        return self.done - self.offered


def coming(opportunity: OpportunityPage) -> QuerySet[Shift]:
    """The shifts of an opportunity that are still to come, with their numbers."""
    mine = shifts().filter(opportunity__translation_key=opportunity.translation_key)
    return mine.filter(pk__in=Shift.objects.coming())


def volunteers() -> QuerySet[Volunteer]:
    """Those who may be offered a place, the longest with us first."""
    return Volunteer.objects.active().select_related("person__recipient__user").order_by("reviewed_at", "pk")


def suited(opportunity: OpportunityPage) -> QuerySet[Volunteer]:
    """Of those the ones for whom the opportunity is arranged."""
    gender = GENDER.get(OpenTo(opportunity.open_to))
    return volunteers().filter(person__gender=gender) if gender else volunteers()


def by_reference(references: Iterable[str]) -> dict[str, Volunteer]:
    """Volunteers of any standing by their reference; what keeps one from a place is said with the place."""
    found = Volunteer.objects.select_related("person__recipient__user").filter(reference__in=set(references))
    return {volunteer.reference: volunteer for volunteer in found}


def who_came(opportunity: OpportunityPage, year: int) -> list[tuple[Volunteer, Shift]]:
    """Everybody who came in a Hijri year, with the shift; three queries."""
    served = {shift.pk: shift for shift in of_year(opportunity, year)}
    places = Placement.objects.filter(shift__in=list(served), status__in=CAME)
    rows = places.select_related("volunteer__person__recipient__user").order_by("shift__starts_at", "created_at", "pk")
    return [(place.volunteer, served[place.shift_id]) for place in rows]


def one(pk: UUID) -> Placing:
    """An offer to many. Raises Placing.DoesNotExist."""
    return Placing.objects.select_related("opportunity", "asked_by").get(pk=pk)


def progress(placing: Placing) -> Progress:
    """One query."""
    told = placing.lines.aggregate(
        total=Count("pk"),
        done=Count("pk", filter=Q(done_at__isnull=False)),
        offered=Count("pk", filter=Q(placement__isnull=False)),
    )
    return Progress(**told)


def refused(placing: Placing) -> QuerySet[PlacingLine]:
    """Who could not be offered a place, with the reason."""
    lines = placing.lines.filter(done_at__isnull=False).exclude(refused="")
    return lines.select_related("volunteer__person", "shift__opportunity").order_by("shift__starts_at", "pk")
