"""What volunteering came to: means and response by opportunity, absences, approved hours, and who came back."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Avg, Count, Q, Sum
from django.db.models.functions import TruncMonth
from django.utils import timezone

from office.queries import settings as office_settings
from volunteering.enums import CAME, HoursStatus, PlacementStatus
from volunteering.models import (
    Errand,
    HoursEntry,
    OpportunityFigures,
    OpportunityPage,
    OpportunityRating,
    Placement,
    VolunteeringMonth,
)
from volunteering.rating.publishing import publish_figures, publish_months
from volunteering.rating.queries import ITEMS, least, rounded

Row = dict[str, Any]
ABSENT = Q(status=PlacementStatus.NO_SHOW) & ~Q(is_excused=True)
PRESENT = Q(status__in=CAME)


def refresh_volunteering() -> int:
    """Work out the figures of every opportunity and month of the days looked back on; how many opportunities.

    Fewer answers to a question than `figures_min_cases` give it no mean: it would speak of persons.
    """
    since = timezone.localdate() - timedelta(days=office_settings().figures_days)
    publish_months(_months(since.replace(day=1)))
    return publish_figures(_opportunities(since))


def _opportunities(since: date) -> list[OpportunityFigures]:
    """Five queries, whatever their number."""
    places = Placement.objects.filter(shift__starts_at__date__gte=since)
    moved = (
        places.order_by()
        .values("shift__opportunity")
        .annotate(
            invited=Count("pk", filter=Q(rating_asked_on__isnull=False)),
            came=Count("pk", filter=PRESENT),
            missed=Count("pk", filter=ABSENT),
        )
    )
    served: dict[int, Row] = {row["shift__opportunity"]: dict(row) for row in moved}
    said = _answers(since)
    hours, enough = _minutes("placement__shift__opportunity", since), least()
    pages = OpportunityPage.objects.filter(shifts__isnull=False).distinct().order_by("pk")
    return [
        _figures(key, served.get(key, {}), said.get(key, {}), hours.get(key, 0), enough)
        for key in pages.values_list("pk", flat=True)
    ]


def _answers(since: date) -> dict[int, Row]:
    asked: Row = {f"{name}_mean": Avg(name) for name in ITEMS} | {f"{name}_count": Count(name) for name in ITEMS}
    lately = OpportunityRating.objects.filter(month__gte=since.replace(day=1)).order_by()
    rows: Any = lately.values("opportunity").annotate(answers=Count("pk"), **asked)
    return {row["opportunity"]: row for row in rows}


def _figures(key: int, served: Row, said: Row, minutes: int, enough: int) -> OpportunityFigures:
    made = OpportunityFigures(opportunity_id=key, measured_on=timezone.localdate(), minutes=minutes)
    for name in ("invited", "came", "missed"):
        setattr(made, name, served.get(name, 0))
    made.answers = said.get("answers", 0)
    for name in ITEMS:
        setattr(made, name, rounded(said[f"{name}_mean"]) if said.get(f"{name}_count", 0) >= enough else None)
    return made


def _minutes(path: str, since: date) -> dict[Any, int]:
    """Approved minutes by what `path` leads to."""
    approved = HoursEntry.objects.filter(status=HoursStatus.APPROVED, placement__shift__starts_at__date__gte=since)
    rows = approved.order_by().values_list(path).annotate(total=Sum("approved_minutes"))
    return {key: total or 0 for key, total in rows}


def _months(first: date) -> list[VolunteeringMonth]:
    """Every month from `first` on in which somebody had a place or helped in a request; four queries."""
    places = Placement.objects.filter(shift__starts_at__date__gte=first)
    monthly: Any = places.order_by().values(month=TruncMonth("shift__starts_at"))
    counted = {
        row["month"].date(): row
        for row in monthly.annotate(came=Count("pk", filter=PRESENT), missed=Count("pk", filter=ABSENT))
    }
    who = _who_came(monthly.filter(PRESENT).values_list("month", "volunteer").distinct())
    approved = HoursEntry.objects.filter(status=HoursStatus.APPROVED, placement__shift__starts_at__date__gte=first)
    rows = approved.order_by().values_list(TruncMonth("placement__shift__starts_at")).annotate(Sum("approved_minutes"))
    minutes = Counter({month.date(): total or 0 for month, total in rows})
    helped = Errand.objects.done().filter(starts_at__date__gte=first).order_by()
    for month, total in helped.values_list(TruncMonth("starts_at")).annotate(Sum("minutes")):
        minutes[month.date()] += total
    return [
        VolunteeringMonth(
            month=month,
            measured_on=timezone.localdate(),
            minutes=minutes[month],
            came=counted[month]["came"] if month in counted else 0,
            missed=counted[month]["missed"] if month in counted else 0,
            volunteers=len(who[month]),
            stayed=len(who[month] & set().union(*(others for later, others in who.items() if later > month))),
        )
        for month in sorted({*counted, *minutes})
    ]


def _who_came(rows: Iterable[tuple[Any, Any]]) -> dict[date, set[Any]]:
    found: dict[date, set[Any]] = defaultdict(set)
    for month, volunteer in rows:
        found[month.date()].add(volunteer)
    return found
