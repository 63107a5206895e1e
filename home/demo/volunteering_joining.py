"""Places in shifts: one that is full, with a waiting list, and one in which a free place is offered just now."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from accounts.models import User
from accounts.roles import Role
from home.demo.clock import DAY, HOUR, clock, morning
from home.demo.people import account_of
from home.demo.volunteering_desk import HELPERS
from volunteering.enums import Field, PlacementStatus
from volunteering.joining.actions import join, leave, offer_free
from volunteering.models import OpportunityPage, Placement, Shift, Volunteer
from volunteering.scheduling.actions import make

BEGINS = time(16)
LENGTH = timedelta(hours=3)


def build_volunteering_joining(staff: dict[Role, User]) -> None:
    """Make what is missing; where somebody waits already, all is left as it is."""
    pages = OpportunityPage.objects.filter(locale__language_code="ar", live=True, field=Field.LOGISTICS)
    page = pages.order_by("pk").first()
    users = [account_of(each) for each in HELPERS] if Volunteer.objects.active().exists() else []
    if page is None or not users or Placement.objects.filter(status=PlacementStatus.WAITLISTED).exists():
        return
    coordinator = staff[Role.VOLUNTEER_COORDINATOR]
    _full(page, users, coordinator)
    _offered(page, users, coordinator)


def _full(page: OpportunityPage, users: list[User], coordinator: User) -> None:
    """Two places, and three who wait."""
    with clock(morning(3)):
        shift = _shift(page, days=4, capacity=2, by=coordinator)
    for number, user in enumerate(users[:5]):
        with clock(morning(2) + number * HOUR):
            join(shift, by=user)


def _offered(page: OpportunityPage, users: list[User], coordinator: User) -> None:
    """The only place was given back three hours ago, and the first who waits may answer until tomorrow."""
    with clock(morning(3)):
        shift = _shift(page, days=6, capacity=1, by=coordinator)
    with clock(morning(2)):
        first, *_waiting = [join(shift, by=user) for user in users[:3]]
    with clock(timezone.now() - 3 * HOUR):
        leave(first, by=users[0], reason="عندي موعد في المستشفى ذلك اليوم.")
        offer_free(shift)


def _shift(page: OpportunityPage, *, days: int, capacity: int, by: User) -> Shift:
    day = timezone.localdate() + days * DAY
    begins = timezone.make_aware(datetime.combine(day, BEGINS))
    return make(page, by=by, starts_at=begins, ends_at=begins + LENGTH, capacity=capacity)
