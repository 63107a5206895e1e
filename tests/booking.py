"""Times of the appointment book for tests."""

from datetime import datetime, timedelta

from django.utils import timezone

from applications.models import Slot


def in_days(days: float = 3) -> datetime:
    """Ten in the morning so many days from now."""
    return (timezone.localtime() + timedelta(days=days)).replace(hour=10, minute=0, second=0, microsecond=0)


def slot(by, *, days: float = 3, hours: float = 0, **details) -> Slot:
    """A free time that people may take, at the office."""
    given = {"place": "المكتب الرئيس، الدور الأول", "starts_at": in_days(days) + timedelta(hours=hours), **details}
    return Slot.objects.create(made_by=by, **given)
