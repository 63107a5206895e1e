"""Whom to ask: by language or car, gender, part of town, day and hour; neither the person's kin nor who is busy."""

from typing import Any

from django.db.models import Count, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils import timezone

from people.models.person import ADULT_YEARS
from people.rules import kin_among
from volunteering.enums import BUSY, GENDER, ErrandKind, ErrandStatus, OpenTo, Skill
from volunteering.errands.hearing import person_of
from volunteering.models import Errand, Placement, Qualification, Volunteer


def fitting(errand: Errand) -> list[Volunteer]:
    """Who may be asked and was not yet, the likeliest first: free at that hour, then who was asked least.

    At most three queries. Only those who said that they may be asked, and adults: an errand has no guardian's consent.
    """
    day = timezone.localdate(errand.starts_at)
    found = [each for each in _able(errand) if (each.person.age_on(day) or 0) >= ADULT_YEARS]
    person = person_of(errand)
    users = [each.person.user for each in found if each.person.user]
    kin = kin_among(users, person) if person else set()
    apart = [each for each in found if each.person.user_id and each.person.user_id not in kin]
    return sorted(apart, key=lambda each: (not each.has_time(errand.starts_at), each.times_asked))  # type: ignore[attr-defined]


def clashes(volunteer: Volunteer, errand: Errand) -> bool:
    """Whether the volunteer is expected elsewhere at that time."""
    return Volunteer.objects.filter(_busy(errand), pk=volunteer.pk).exists()


def _able(errand: Errand) -> QuerySet[Volunteer]:
    able: QuerySet[Volunteer] = Volunteer.objects.active().filter(takes_errands=True).exclude(_busy(errand))
    able = able.exclude(pk__in=errand.calls.values("volunteer"))
    able = _named(able, "town_parts", errand.town_part)
    if errand.open_to in GENDER:
        able = able.filter(person__gender=GENDER[OpenTo(errand.open_to)])
    if errand.kind == ErrandKind.INTERPRETER:
        able = _named(able, "interprets", errand.language)
    else:
        able = able.filter(has_car=True, pk__in=_licensed(errand))
    return able.select_related("person__user", "person__recipient").annotate(times_asked=Count("errand_calls"))


def _named(volunteers: QuerySet[Volunteer], field: str, value: str) -> QuerySet[Volunteer]:
    """Whose list holds the value. SQLite knows no `contains` of JSON, so both databases read it as text."""
    as_text = volunteers.annotate(**{f"{field}_text": Cast(field, TextField())})
    return as_text.filter(**{f"{field}_text__contains": f'"{value}"'})


def _licensed(errand: Errand) -> QuerySet[Qualification, Any]:
    day = timezone.localdate(errand.starts_at)
    return Qualification.objects.valid_on(day).filter(skill=Skill.DRIVING).values("volunteer")


def _busy(errand: Errand) -> Q:
    """Whoever has a place in a shift, or another errand, at that time."""
    places = Placement.objects.filter(
        status__in=BUSY, shift__starts_at__lt=errand.ends_at, shift__ends_at__gt=errand.starts_at
    )
    others = Errand.objects.filter(
        status=ErrandStatus.TAKEN, starts_at__lt=errand.ends_at, ends_at__gt=errand.starts_at
    ).exclude(pk=errand.pk)
    return Q(pk__in=places.values("volunteer")) | Q(pk__in=others.values("taken_by"))
