"""What a volunteer sees of errands; a fixed number of queries."""

from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from volunteering.enums import ErrandStatus
from volunteering.models import Errand, Volunteer


def mine(user: User) -> Volunteer | None:
    """The volunteer of an account, if they were ever accepted."""
    return Volunteer.objects.of(user).select_related("person").filter(reviewed_at__isnull=False).first()


def asked(volunteer: Volunteer) -> QuerySet[Errand]:
    """What is open, not begun, and was neither declined nor taken."""
    calls = volunteer.errand_calls.filter(declined_at=None)
    return Errand.objects.filter(
        status=ErrandStatus.OPEN, starts_at__gt=timezone.now(), pk__in=calls.values("errand")
    ).order_by("starts_at", "pk")


def taken(volunteer: Volunteer) -> QuerySet[Errand]:
    """What the volunteer took on and is not over; after its end nothing of the person is shown any more."""
    running = volunteer.errands.filter(status=ErrandStatus.TAKEN, ends_at__gt=timezone.now())
    return running.order_by("starts_at", "pk")


def ahead(volunteer: Volunteer) -> list[Errand]:
    """What the volunteer took on and is asked for, the former first. One query."""
    both = taken(volunteer).order_by() | asked(volunteer).order_by()
    return sorted(both, key=lambda errand: (not errand.is_taken, errand.starts_at))


def done(volunteer: Volunteer) -> QuerySet[Errand]:
    """How the volunteer helped, the latest first."""
    return Errand.objects.done().filter(taken_by=volunteer).order_by("-starts_at", "-pk")


def called(user: User, key: UUID) -> Errand:
    """An errand for which the account was asked. Raises Errand.DoesNotExist."""
    return Errand.objects.get(pk=key, calls__volunteer__in=Volunteer.objects.of(user))
