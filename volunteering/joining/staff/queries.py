"""The people of a shift as a coordinator sees them: names and references, never a number."""

from uuid import UUID

from django.db.models import Case, IntegerField, QuerySet, Value, When

from sealing.references import BadReference, parse
from volunteering.enums import HOLDING, PlacementStatus
from volunteering.models import Placement, Shift, Volunteer
from volunteering.models.volunteer import PREFIX

WITH_A_PLACE, IN_LINE, ENDED = range(3)


def one(pk: UUID) -> Shift:
    """The shift. Raises Shift.DoesNotExist."""
    return Shift.objects.select_related("opportunity__coordinator").get(pk=pk)


def place_in(shift: Shift, pk: UUID) -> Placement:
    """One of its places. Raises Placement.DoesNotExist."""
    return shift.placements.select_related("volunteer__person").get(pk=pk)


def people(shift: Shift) -> QuerySet[Placement]:
    """Everyone who has, waits for, or had a place: `group` says which; the waiting ones in their order."""
    group = Case(
        When(status__in=HOLDING, then=Value(WITH_A_PLACE)),
        When(status=PlacementStatus.WAITLISTED, then=Value(IN_LINE)),
        default=Value(ENDED),
        output_field=IntegerField(),
    )
    rows = shift.placements.select_related("volunteer__person").annotate(group=group)
    return rows.order_by("group", "queued_at", "created_at", "pk")


def volunteer_named(reference: str) -> Volunteer | None:
    """The volunteer whose reference was typed."""
    try:
        return Volunteer.objects.select_related("person").filter(reference=parse(reference, PREFIX)).first()
    except BadReference:
        return None
