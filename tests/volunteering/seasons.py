"""What stands behind the coordinator's addresses of shifts."""

from django.utils import timezone

from tests.volunteering.volunteers import make_opportunity, make_shift
from volunteering.models import OpportunityPage, Placing, ShiftBatch


def of_a_season(route: str, name: str, colleague) -> str:
    """A staff address of shifts or of the desk with real objects in it, made once."""
    if not name.startswith(("scheduling:", "coordination:")):
        return route
    page = OpportunityPage.objects.filter(slug="season").first() or make_opportunity("season")
    batch = page.shift_batches.first() or ShiftBatch.objects.create(opportunity=page, made_by=colleague, count=1)
    shift = batch.shifts.first() or make_shift(page, batch=batch)
    offer = {"opportunity": page, "asked_by": colleague, "answer_until": timezone.now()}
    placing = Placing.objects.filter(opportunity=page).first() or Placing.objects.create(**offer)
    parts = {
        "<int:opportunity>": page.pk,
        "<uuid:batch>": batch.pk,
        "<uuid:shift>": shift.pk,
        "<uuid:placing>": placing.pk,
        "<slug:kind>": "thin",
    }
    for part, key in parts.items():
        route = route.replace(part, str(key))
    return route
