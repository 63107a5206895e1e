"""Help in requests for tests: errands, and volunteers who may be asked."""

from datetime import timedelta

from django.utils import timezone

from accounts.actions import create_staff
from accounts.models import User
from accounts.roles import Role
from people.actions import person_of
from people.models import Person
from tests.volunteering.volunteers import make_volunteer
from volunteering.enums import ErrandKind, ErrandStatus, OpenTo, PartOfDay, TownPart
from volunteering.models import Errand, ErrandCall, Volunteer


def next_morning():
    """Ten o'clock, three days from now."""
    return timezone.localtime().replace(hour=10, minute=0, second=0, microsecond=0) + timedelta(days=3)


def wanted(**other) -> dict:
    """An interpreter of Urdu for an hour and a half."""
    begins = other.pop("starts_at", next_morning())
    given = {"kind": ErrandKind.INTERPRETER, "language": "ur", "town_part": TownPart.BAHR, "open_to": OpenTo.EVERYONE}
    return {**given, "starts_at": begins, "ends_at": begins + timedelta(minutes=90), "details": "", **other}


def interpreter(user: User, *, by: User, **facts) -> Volunteer:
    """An active volunteer who interprets Urdu, is free in the mornings and may be asked."""
    free = {str(day): [PartOfDay.MORNING] for day in range(7)}
    given = {"interprets": ["ur"], "takes_errands": True, "town_parts": [TownPart.BAHR], "availability": free, **facts}
    return make_volunteer(user, by=by, **given)


def helped(volunteer: Volunteer, *, by: User, minutes: int = 75, days_ago: int = 3, **other) -> Errand:
    """Help of the volunteer some days ago that a colleague has noted."""
    begins = timezone.now() - timedelta(days=days_ago)
    done = {"status": ErrandStatus.DONE, "taken_by": volunteer, "minutes": minutes, "noted_by": by, "ended_at": begins}
    return Errand.objects.create(asked_by=by, **wanted(starts_at=begins), **{**done, **other})


def errand_addresses(user: User) -> dict[str, str]:
    """The addresses of an errand for which the account's owner was asked."""
    by = User.objects.filter(email="errands@example.test").first() or create_staff(
        email="errands@example.test", roles=[Role.MANAGER], first_name="م", last_name="م", password="correct horse"
    )
    volunteer = Volunteer.objects.filter(person=person_of(user)).first()
    if volunteer is None:
        # The file stays as it is: what a signed request relies on does not change.
        volunteer = Volunteer(person=Person.objects.get(user=user), reviewed_by=by, reviewed_at=timezone.now())
        volunteer.due_on = timezone.localdate()
        volunteer.send()
        volunteer.activate()
        volunteer.save()
    errand = Errand.objects.create(asked_by=by, **wanted())
    ErrandCall.objects.create(errand=errand, volunteer=volunteer)
    base = f"/my/volunteering/errands/{errand.pk}/"
    return {f"volunteering:errand_{move}": f"{base}{move}/" for move in ("take", "decline")}
