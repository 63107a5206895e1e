"""Hours and a certificate of somebody, for tests that need one of each."""

from dataclasses import dataclass
from datetime import timedelta
from itertools import count

from django.utils import timezone

from accounts.actions import create_staff, open_account
from accounts.models import User
from accounts.roles import Role
from attachments.tables import until
from tests.volunteering.places import approved, expected, with_hours
from tests.volunteering.volunteers import make_opportunity, make_shift, make_volunteer
from volunteering.certificates.actions import issue
from volunteering.day.actions import miss
from volunteering.hours.tables import build
from volunteering.models import Certificate, HoursEntry, HoursTable, Placement, Volunteer

_numbers = count(1)


@dataclass
class Credit:
    """A place on a past day, its approved hours, and the certificate of them."""

    place: Placement
    entry: HoursEntry
    certificate: Certificate


def made(user: User | None = None) -> Credit:
    """Of `user`, or of somebody; made once for each."""
    number = next(_numbers)
    if user is None:
        found = HoursEntry.objects.filter(placement__volunteer__person__user__isnull=False).first()
        if found is not None:
            return _of(found)
        user = open_account(mobile=f"+9665900{number:05d}")
    found = HoursEntry.objects.filter(placement__volunteer__in=Volunteer.objects.of(user)).first()
    if found is not None:
        return _of(found)
    names = {"first_name": "منسقة", "last_name": "التطوع", "password": "x" * 20}
    by = create_staff(email=f"credit{number}@example.test", roles=[Role.VOLUNTEER_COORDINATOR], **names)
    shift = make_shift(make_opportunity(f"credit-{number}"), starts=timezone.now() - timedelta(days=4))
    volunteer = Volunteer.objects.of(user).first() or make_volunteer(user, by=by)
    volunteer.shown_name = volunteer.shown_name or "سالم الجهني"
    volunteer.save()
    entry = approved(shift, volunteer, by=by)
    issue(entry.placement.volunteer, shift.opportunity, by=by)
    return _of(entry)


def over(volunteer: Volunteer, *, by: User) -> tuple[HoursEntry, Placement]:
    """Hours of a past shift that wait for approval, and a place in another that was missed."""
    page = make_opportunity(f"credit-{next(_numbers)}")
    entry = with_hours(make_shift(page, starts=timezone.now() - timedelta(days=4)), volunteer, by=by)
    away = expected(make_shift(page, starts=timezone.now() - timedelta(days=2)), volunteer)
    return entry, miss(away, by=by)


def table(user: User) -> HoursTable:
    """A table of hours that a coordinator asked for; of anybody else's it stays unmade."""
    asked = HoursTable.objects.create(by=user, kind="csv", expires_at=until())
    build(str(asked.pk))
    return asked


def _of(entry: HoursEntry) -> Credit:
    fresh = HoursEntry.objects.select_related("placement__shift__opportunity", "placement__volunteer").get(pk=entry.pk)
    return Credit(fresh.placement, fresh, fresh.placement.volunteer.certificates.get())
