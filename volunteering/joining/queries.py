"""Places, waiting lists and what is free, each in a fixed number of queries."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from accounts.models import User
from volunteering.enums import BUSY, EXPECTED, HOLDING, Event, PlacementStatus, SwapStatus
from volunteering.joining import clocks
from volunteering.models import OpportunityPage, Placement, Shift, Swap, Volunteer, VolunteerEvent
from volunteering.models.opportunity import ShiftQuerySet

WHOLE = ("shift__opportunity__locale", "volunteer__person__recipient__user")


@dataclass(frozen=True)
class Line:
    """Where somebody stands on a waiting list: the `place`-th of `total`."""

    place: int
    total: int


def volunteer_of(user: User) -> Volunteer | None:
    """The volunteer behind the account, with the person."""
    return Volunteer.objects.of(user).select_related("person__recipient__user").first()


def held(shift: Shift) -> int:
    """How many places of the shift are taken."""
    return shift.placements.filter(status__in=HOLDING).count()


def free(shift: Shift) -> int:
    """How many places nobody holds; never less than none."""
    return max(0, shift.capacity - held(shift))


def joinable(slug: str = "") -> ShiftQuerySet:
    """The coming shifts of published opportunities, counted; those of one `slug`, whatever language it is of."""
    rows = with_counts().coming()
    if slug:
        keys = OpportunityPage.objects.live().filter(slug=slug).values("translation_key")
        rows = rows.filter(opportunity__translation_key__in=keys)
    return rows.order_by("starts_at", "pk")


def with_counts() -> ShiftQuerySet:
    """The shifts of published opportunities, counted."""
    return Shift.objects.counted().filter(opportunity__live=True).select_related("opportunity__locale")


def standing_in(shift: Shift, volunteer: Volunteer) -> Placement | None:
    """The one place of the volunteer in the shift that has not ended in a no."""
    return shift.placements.standing().filter(volunteer=volunteer).select_related(*WHOLE).first()


def line_of(placement: Placement) -> Line:
    """Where a waiting volunteer stands; one query."""
    before = Q(queued_at__lt=placement.queued_at) | Q(queued_at=placement.queued_at, pk__lte=placement.pk)
    waiting = Placement.objects.filter(shift=placement.shift_id, status=PlacementStatus.WAITLISTED)
    counted = waiting.aggregate(total=Count("pk"), place=Count("pk", filter=before))
    return Line(counted["place"], counted["total"])


def mine(user: User) -> QuerySet[Placement]:
    """The places of the account's volunteer."""
    return Placement.objects.filter(volunteer__in=Volunteer.objects.of(user)).select_related(*WHOLE)


def own(user: User, pk: UUID) -> Placement:
    """One's own place. Raises Placement.DoesNotExist for another's and for none alike."""
    return mine(user).get(pk=pk)


def coming(user: User) -> QuerySet[Placement]:
    """Places that are held and not over, the nearest first."""
    return mine(user).filter(status__in=BUSY, shift__ends_at__gt=timezone.now()).order_by("shift__starts_at", "pk")


def ahead(user: User) -> QuerySet[Placement]:
    """Coming places and those waited for, the nearest first, with the number on the list of the latter."""
    kept = _in_line(mine(user)).filter(status__in=EXPECTED, shift__ends_at__gt=timezone.now())
    return kept.order_by("shift__starts_at")


def waiting(user: User) -> QuerySet[Placement]:
    """Places that one waits for, each with `place` and `total` of its list."""
    rows = mine(user).filter(status=PlacementStatus.WAITLISTED, shift__starts_at__gt=timezone.now())
    return _in_line(rows).order_by("shift__starts_at", "pk")


def past(user: User) -> QuerySet[Placement]:
    """What is over, or ended before it began, the latest first."""
    now = timezone.now()
    stands = Q(status__in=[*EXPECTED, PlacementStatus.COMPLETED])
    ahead = stands & Q(shift__ends_at__gt=now) & ~Q(status=PlacementStatus.WAITLISTED, shift__starts_at__lte=now)
    return mine(user).exclude(ahead).order_by("-shift__starts_at", "pk")


LISTS: dict[str, Callable[[User], QuerySet[Placement]]] = {"coming": coming, "waiting": waiting, "past": past}


def titled(placements: Iterable[Placement], language: str) -> list[Placement]:
    """The places, their opportunities titled as the page in `language` is; one query at most."""
    rows = list(placements)
    title_shifts([each.shift for each in rows], language)
    return rows


def title_shifts(shifts: Iterable[Shift], language: str) -> None:
    """Give each shift's opportunity its title and place in `language`, where it is translated and published."""
    title_pages((shift.opportunity for shift in shifts), language)


def title_pages(pages: Iterable[OpportunityPage], language: str) -> None:
    """The same of opportunities; one query at most, and none where all are of `language`."""
    elsewhere = [page for page in pages if page.locale.language_code != language]
    if not elsewhere:
        return
    keys = {page.translation_key for page in elsewhere}
    live = OpportunityPage.objects.live().filter(translation_key__in=keys, locale__language_code=language)
    told = {key: (title, place) for key, title, place in live.values_list("translation_key", "title", "place")}
    for page in elsewhere:
        title, place = told.get(page.translation_key, ("", ""))
        page.title, page.place = title or page.title, place or page.place


def is_late(placement: Placement) -> bool:
    """Whether leaving now is late: a place that is held, near its shift, which did not move lately."""
    if not placement.is_accepted or timezone.now() < clocks.late_from(placement.shift):
        return False
    since = timezone.now() - clocks.late_hours()
    return not placement.events.filter(kind=Event.SHIFT_MOVED, at__gte=since).exists()


def asked_swap(placement: Placement) -> Swap | None:
    """The question to somebody to take the place over that is not answered yet."""
    return placement.swaps.asked().select_related("to__person").first()


def swaps_for(user: User) -> QuerySet[Swap]:
    """The places that others ask the account's volunteer to take over."""
    whole = [f"placement__{each}" for each in WHOLE]
    return Swap.objects.filter(to__in=Volunteer.objects.of(user)).select_related(*whole, "to__person__recipient__user")


def open_swaps(user: User) -> QuerySet[Swap]:
    """Those that still can be answered, the nearest shift first."""
    ahead = {"placement__shift__starts_at__gt": timezone.now(), "placement__status": PlacementStatus.ACCEPTED}
    return swaps_for(user).filter(status=SwapStatus.ASKED, **ahead).order_by("placement__shift__starts_at")


def was_declined(shift: Shift, volunteer: Volunteer) -> bool:
    """Whether a coordinator said no to the volunteer in this shift."""
    said = VolunteerEvent.objects.filter(volunteer=volunteer, kind=Event.TURNED_DOWN, by__isnull=False)
    return said.filter(placement__shift=shift, placement__status=PlacementStatus.DECLINED).exists()


def guardian_was_late(shift: Shift, volunteer: Volunteer) -> bool:
    """Whether a place in this shift was kept for the guardian's answer once, in vain."""
    said = VolunteerEvent.objects.filter(volunteer=volunteer, kind=Event.GUARDIAN_LATE)
    return said.filter(placement__shift=shift).exists()


def to_fill() -> QuerySet[Shift]:
    """Coming shifts in which somebody waits while a place is free."""
    short = Q(("waiting__gt", 0), ("taken__lt", F("capacity")))
    return Shift.objects.coming().counted().filter(short).order_by("starts_at")


def unanswered() -> QuerySet[Placement]:
    """Offers and places kept for a guardian whose time is over."""
    kept = [PlacementStatus.OFFERED, PlacementStatus.AWAITING_GUARDIAN]
    return Placement.objects.filter(status__in=kept, answer_until__lte=timezone.now()).order_by("answer_until", "pk")


def _in_line(rows: QuerySet[Placement]) -> QuerySet[Placement]:
    """With `place` and `total` of the waiting list."""
    line = Placement.objects.filter(shift=OuterRef("shift"), status=PlacementStatus.WAITLISTED)
    earlier = Q(queued_at__lt=OuterRef("queued_at")) | Q(queued_at=OuterRef("queued_at"), pk__lte=OuterRef("pk"))
    return rows.annotate(place=_counted(line.filter(earlier)), total=_counted(line))


def _counted(rows: QuerySet[Placement]) -> Subquery:
    return Subquery(rows.order_by().values("shift").annotate(number=Count("pk")).values("number"))


def counts(shift: Shift) -> dict[str, int]:
    """How many places are held and waited for, with the capacity; one query."""
    found = shift.placements.aggregate(
        taken=Count("pk", filter=Q(status__in=HOLDING)),
        waiting=Count("pk", filter=Q(status=PlacementStatus.WAITLISTED)),
    )
    return {**found, "capacity": shift.capacity}
