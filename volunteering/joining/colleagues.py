"""Finding another volunteer without a list of names: by what they gave one themselves.

A reference is not guessable, so whoever knows one got it from its owner. A mobile can be tried, so it finds only those
with whom one served in the same shift.
"""

from django.db.models import QuerySet

from people.models import MOBILE_PURPOSE
from saudi.phones import InvalidPhone, normalise
from sealing.index import blind
from sealing.references import BadReference, parse
from volunteering.enums import CAME
from volunteering.models import Placement, Volunteer
from volunteering.models.volunteer import PREFIX


class Unknown(Exception):
    """Nobody is found by what was typed."""


def find(named: str, *, asked_by: Volunteer) -> Volunteer:
    """The active volunteer whose reference or mobile was typed. Raises Unknown, for oneself too."""
    others = Volunteer.objects.active().exclude(pk=asked_by.pk).select_related("person__recipient__user")
    try:
        found = others.filter(reference=parse(named, PREFIX)).first()
    except BadReference:
        found = _by_mobile(others, named, asked_by)
    if found is None:
        raise Unknown
    return found


def _by_mobile(others: QuerySet[Volunteer], named: str, asked_by: Volunteer) -> Volunteer | None:
    try:
        index = blind(normalise(named), purpose=MOBILE_PURPOSE)
    except InvalidPhone:
        return None
    shared = Placement.objects.filter(volunteer=asked_by, status__in=CAME).values("shift")
    known = Placement.objects.filter(shift__in=shared, status__in=CAME).values("volunteer")
    return others.filter(pk__in=known, person__mobile_index=index).first()
