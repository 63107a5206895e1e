"""The next shifts that fit a volunteer: nothing stands against them, a place is free; what one likes comes first."""

from datetime import datetime
from typing import Any

from office.models import OfficeSettings
from volunteering.joining import queries
from volunteering.joining.candidates import candidate
from volunteering.models import Shift, Volunteer

LOOKED_AT = 60  # coming shifts with room, the nearest first
SHOWN = 3


def fitting(volunteer: Volunteer, language: str, *, numbers: OfficeSettings) -> list[Any]:
    """At most three of different opportunities, titled in `language`, with what is `free`. Six queries."""
    if not volunteer.is_active:
        return []
    who = candidate(volunteer, numbers=numbers)
    found: dict[int, Any] = {}
    for shift in queries.joinable().with_room()[:LOOKED_AT]:
        if shift.opportunity_id not in found and not who.hindrances(shift):
            found[shift.opportunity_id] = shift
    likes = set(volunteer.interests)
    best = sorted(found.values(), key=lambda each: _order(each, likes, volunteer))[:SHOWN]
    queries.title_shifts(best, language)
    for shift in best:
        shift.free = shift.capacity - shift.taken
    return best


def _order(shift: Shift, likes: set[str], volunteer: Volunteer) -> tuple[bool, bool, datetime]:
    return shift.opportunity.field not in likes, not volunteer.has_time(shift.starts_at), shift.starts_at
