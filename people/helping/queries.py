"""Who helps whom, and with what."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import User
from people.enums import Via
from people.helping.enums import HelperScope
from people.models import HELPER_PURPOSE, Helper, Person
from sealing.index import blind

LATEST = 20


def helpers_of(person: Person) -> QuerySet[Helper]:
    """Everyone the person ever invited and confirmed, newest first."""
    return person.helpers.filter(proven_at__isnull=False)


@dataclass(frozen=True)
class Written:
    """One thing that a helper changed in the file."""

    at: datetime
    name: str
    part: str


def written_by_helpers(person: Person, helpers: Iterable[Helper]) -> list[Written]:
    """The latest changes of the file by helpers, each under the helper's name, in one query."""
    names = {each.user_id: each.name for each in helpers if each.user_id}
    changes = person.changes.filter(via=Via.HELPER)[:LATEST]
    return [Written(each.at, names.get(each.by_id or 0, ""), str(each.get_part_display())) for each in changes]


def helped_by(user: User) -> QuerySet[Helper]:
    """The permissions that the account holds today, with their people."""
    held = Helper.objects.accepted(timezone.localdate()).filter(user=user, person__merged_into__isnull=True)
    return held.select_related("person__recipient", "person__user")


def invitations_for(user: User) -> QuerySet[Helper]:
    """Invitations to the account's own proven number that wait for an answer."""
    if not user.mobile or user.mobile_proven_at is None:
        return Helper.objects.none()
    invited = Helper.objects.invited(timezone.localdate()).exclude(person__user=user)
    return invited.filter(mobile_index=blind(user.mobile, purpose=HELPER_PURPOSE)).select_related("person__user")


def permission(user: User, key: UUID) -> Helper:
    """One permission that the account holds today. Raises Helper.DoesNotExist for all else alike."""
    return helped_by(user).get(pk=key)


def permission_for(user: User, person: Person, scope: HelperScope) -> Helper | None:
    """The permission by which the account may enter this part of the person's account today."""
    held = (each for each in helped_by(user).filter(person=person) if each.may(scope))
    return next(held, None)


def files_open_to(user: User, scope: HelperScope) -> list[UUID]:
    """The keys of the people whose account is open to a helper in this part today."""
    return [each.person_id for each in helped_by(user) if each.may(scope)]
