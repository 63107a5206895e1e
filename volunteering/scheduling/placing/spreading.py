"""Which volunteer is offered which shift: spread evenly, given by a list, or the place of last year again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, time
from uuid import UUID

from django.utils import timezone

from saudi.hijri import to_hijri
from volunteering.models import Shift, Volunteer

Pair = tuple[Volunteer, Shift]


@dataclass(frozen=True)
class Spread:
    """Who is offered what, and who is left without an offer since no place is free for them."""

    pairs: list[Pair]
    left: list[Volunteer] = field(default_factory=list)


def spread(volunteers: Iterable[Volunteer], shifts: Sequence[Shift], *, each: int, free_only: bool = False) -> Spread:
    """Up to `each` shifts for every volunteer: where they have time first, and where most places are free.

    `free_only` leaves out times of which they did not say so. `shifts` are counted (`ShiftQuerySet.counted`). No query.
    """
    free = {shift.pk: shift.capacity - shift.taken - shift.waiting for shift in shifts}  # type: ignore[attr-defined]
    pairs: list[Pair] = []
    left: list[Volunteer] = []
    for volunteer in volunteers:
        open_to = [shift for shift in shifts if volunteer.has_time(shift.starts_at)] if free_only else shifts
        mine = _chosen(volunteer, open_to, free, each)
        for shift in mine:
            free[shift.pk] -= 1
        pairs += [(volunteer, shift) for shift in mine]
        if not mine:
            left.append(volunteer)
    return Spread(pairs, left)


def again(came: Iterable[tuple[Volunteer, Shift]], shifts: Iterable[Shift]) -> Spread:
    """The same place for whoever came: the shift on the same Hijri day, at the same hour and place."""
    at = {_hour_of(shift): shift for shift in shifts}
    pairs: list[Pair] = []
    left: dict[UUID, Volunteer] = {}
    for volunteer, served in came:
        same = at.get(_hour_of(served))
        if same is None:
            left[volunteer.pk] = volunteer
        else:
            pairs.append((volunteer, same))
    return Spread(pairs, list(left.values()))


def _hour_of(shift: Shift) -> tuple[int, int, time, str]:
    """Hijri month and day, hour and place: what makes a shift the same in another year."""
    begun = timezone.localtime(shift.starts_at)
    day = to_hijri(begun.date())
    return day.month, day.day, begun.time(), shift.place


def _chosen(volunteer: Volunteer, shifts: Sequence[Shift], free: dict[UUID, int], each: int) -> list[Shift]:
    """The shifts for one volunteer, none at the same time as another."""
    mine: list[Shift] = []

    def likeliest(shift: Shift) -> tuple[bool, int, datetime]:
        return not volunteer.has_time(shift.starts_at), -free[shift.pk], shift.starts_at

    for shift in sorted(shifts, key=likeliest):
        if len(mine) == each:
            break
        if free[shift.pk] > 0 and not any(_touch(shift, other) for other in mine):
            mine.append(shift)
    return mine


def _touch(one: Shift, other: Shift) -> bool:
    return one.starts_at < other.ends_at and other.starts_at < one.ends_at
