"""All requests that an account has to do with on one list: its own, of whom it helps, and that it follows (R5, R9)."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Case, Q, QuerySet, Value, When
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications.enums import OPEN_STATUSES
from applications.following.queries import followed_by
from applications.following.wording import standing_outside
from applications.models import Application
from applications.talk.queries import Waiting, waiting_in, with_waiting
from applications.wording import Standing, standing
from people.helping.enums import HelperScope
from people.helping.queries import files_open_to
from people.models import Person

OPEN, ENDED, OWN, HELPED, FOLLOWED = "open", "ended", "own", "helped", "followed"
SHOWN: dict[str, str | Promise] = {
    "": _("All"),
    OPEN: _("Still open"),
    ENDED: _("Ended"),
    OWN: _("My own"),
    HELPED: _("Of whom I help"),
    FOLLOWED: _("That I follow"),
}


@dataclass(frozen=True)
class Row:
    """A request in the list: where it leads, and the name of whom the account helps, "" for others."""

    case: Application
    standing: Standing
    url: str
    owner: str = ""
    talk: Waiting | None = None
    is_followed: bool = False


@dataclass(frozen=True)
class Reach:
    """What the account sees: the keys of its own files, of those open to it as a helper, and of requests followed."""

    own: tuple[UUID, ...]
    helped: tuple[UUID, ...]
    followed: tuple[UUID, ...]

    @property
    def is_wide(self) -> bool:
        """Whether anything is of others."""
        return bool(self.helped or self.followed)


def reach_of(user: User) -> Reach:
    """Three queries."""
    own = Person.objects.behind(user).values_list("pk", flat=True)
    followed = followed_by(user).values_list("pk", flat=True)
    return Reach(tuple(own), tuple(files_open_to(user, HelperScope.REQUESTS_SEE)), tuple(followed))


def choices(reach: Reach) -> dict[str, str | Promise]:
    """The filters that have a meaning for the account."""
    of_others = {OWN: reach.is_wide, HELPED: bool(reach.helped), FOLLOWED: bool(reach.followed)}
    return {key: label for key, label in SHOWN.items() if of_others.get(key, True)}


def requests_of(reach: Reach, show: str = "") -> QuerySet[Application]:
    """What the account may see, open ones first, then the newest; an unknown filter shows all."""
    own, helped, followed = Q(person__in=reach.own), Q(person__in=reach.helped), Q(pk__in=reach.followed)
    every = own | helped | followed
    conditions = {
        OPEN: every & Q(status__in=OPEN_STATUSES),
        ENDED: every & ~Q(status__in=OPEN_STATUSES),
        OWN: own,
        HELPED: helped,
        FOLLOWED: followed & ~own & ~helped,
    }
    found = with_waiting(Application.objects.filter(conditions.get(show, every))).select_related("person")
    ended: Any = Case(When(status__in=OPEN_STATUSES, then=Value(0)), default=Value(1))
    return found.annotate(ended=ended).order_by("ended", "-created_at", "-pk")


def row_of(case: Application, reach: Reach) -> Row:
    """No query."""
    if case.person_id in reach.own:
        return Row(case, standing(case), case.get_absolute_url(), talk=waiting_in(case))
    if case.person_id in reach.helped:  # Reading messages is a permission of its own.
        return Row(case, standing(case), case.get_absolute_url(), owner=case.person.full_name)
    return Row(case, standing_outside(case), reverse("applications:followed", args=[case.reference]), is_followed=True)
