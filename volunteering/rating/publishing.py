"""Keeping the figures that the room of quality works out."""

from collections.abc import Iterable

from django.db import transaction

from volunteering.models import OpportunityFigures, VolunteeringMonth


@transaction.atomic
def publish_figures(rows: Iterable[OpportunityFigures]) -> int:
    """Put the figures of opportunities in place of the former ones; how many."""
    names = [field.name for field in OpportunityFigures._meta.fields if field.name not in ("id", "opportunity")]
    made = OpportunityFigures.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["opportunity"], update_fields=names
    )
    return len(made)


@transaction.atomic
def publish_months(rows: Iterable[VolunteeringMonth]) -> int:
    """Put the months in place of the former ones; how many."""
    names = [field.name for field in VolunteeringMonth._meta.fields if field.name not in ("id", "month")]
    made = VolunteeringMonth.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["month"], update_fields=names
    )
    return len(made)
