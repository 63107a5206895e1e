"""Joining in a word, for tests."""

from datetime import datetime, timedelta

from django.utils import timezone

from volunteering.joining import actions
from volunteering.models import Placement

HOUR = timedelta(hours=1)


def user_of(volunteer):
    return volunteer.person.user


def join(volunteer, shift) -> Placement:
    return actions.join(shift, by=user_of(volunteer))


def in_hours(number: float) -> datetime:
    return timezone.now() + number * HOUR
