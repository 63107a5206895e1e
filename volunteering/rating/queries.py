"""Whom to ask for their word, and what coordinators read of the answers: from the least number on, nobody named."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Avg, Count, Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.functional import Promise

from office.queries import settings as office_settings
from sealing.index import blind
from volunteering.enums import PlacementStatus, VolunteerStatus
from volunteering.models import OpportunityFigures, OpportunityPage, OpportunityRating, Placement, RatingInvitation

PURPOSE = "volunteering.rating"
ITEMS = ("prepared", "treated", "useful", "overall")


@dataclass(frozen=True)
class Item:
    """One question: how many answered it, and their mean when they are enough."""

    label: str | Promise
    answers: int
    mean: Decimal | None


def index_of(token: str) -> str:
    """What is kept of a link."""
    return blind(token, purpose=PURPOSE)


def invitation(token: str) -> RatingInvitation | None:
    """The open question behind a link; None for one that was used, is over, or never was."""
    still = RatingInvitation.objects.filter(token_index=index_of(token), expires_on__gte=timezone.localdate())
    return still.select_related("opportunity").first()


def to_ask() -> QuerySet[Placement]:
    """Places done in the last days, of volunteers who were not asked about this opportunity lately."""
    office, today = office_settings(), timezone.localdate()
    lately = Placement.objects.filter(
        volunteer=OuterRef("volunteer"),
        shift__opportunity=OuterRef("shift__opportunity"),
        rating_asked_on__gt=today - timedelta(days=office.volunteer_rating_again_days),
    )
    done = Placement.objects.filter(
        ~Exists(lately),
        status=PlacementStatus.COMPLETED,
        shift__ends_at__lte=timezone.now(),
        checked_out_at__gte=timezone.now() - timedelta(days=office.volunteer_rating_days),
    )
    told = done.exclude(volunteer__status=VolunteerStatus.ENDED)
    return told.select_related("volunteer__person__recipient__user", "shift__opportunity").order_by("checked_out_at")


def figures() -> QuerySet[OpportunityFigures]:
    """What opportunities came to, the most served first; no person is in them and none is ranked."""
    return OpportunityFigures.objects.select_related("opportunity").order_by("-came", "opportunity__title", "pk")


def least() -> int:
    """How many answers there must be before anything is told of them."""
    return max(office_settings().figures_min_cases, 1)


def items(opportunity: OpportunityPage) -> list[Item]:
    """Every question about an opportunity; a mean of too few is None. Two queries."""
    asked = {f"{name}_mean": Avg(name) for name in ITEMS} | {f"{name}_count": Count(name) for name in ITEMS}
    told, enough = OpportunityRating.objects.filter(opportunity=opportunity).aggregate(**asked), least()
    return [
        Item(
            label_of(name),
            told[f"{name}_count"],
            rounded(told[f"{name}_mean"]) if told[f"{name}_count"] >= enough else None,
        )
        for name in ITEMS
    ]


def words(opportunity: OpportunityPage) -> list[str]:
    """What they wrote, in an order that tells nothing, once enough have answered; two queries."""
    said = OpportunityRating.objects.filter(opportunity=opportunity)
    if said.count() < least():
        return []
    return list(said.exclude(text="").order_by("pk").values_list("text", flat=True))


def label_of(name: str) -> Any:
    """The question behind a column, in words."""
    field: Any = OpportunityRating._meta.get_field(name)
    return field.verbose_name


def rounded(mean: float | Decimal | None) -> Decimal | None:
    return None if mean is None else Decimal(mean).quantize(Decimal("0.01"))


def month_of(day: date) -> date:
    return day.replace(day=1)
