"""Who makes an appointment, and for whom."""

from accounts.models import User
from accounts.roles import Role
from accounts.rules import branch_of, has_role
from applications import rules
from applications.enums import WITH_STAFF, Status
from applications.models import Application
from people.helping.enums import HelperScope
from people.helping.queries import permission_for
from people.models import Person
from people.rules import is_kin

BOOKABLE = (*WITH_STAFF, Status.APPROVED)
DESKS = (Role.RECEPTION, Role.RESEARCHER, Role.MANAGER)


def is_bookable(case: Application) -> bool:
    """Whether there is something to meet about: the request was sent, and has not ended with a no."""
    return case.status in BOOKABLE


def books(user: User, case: Application) -> bool:
    """Whether the account chooses a time online: the owner, or a helper who was let in to fill requests."""
    return rules.owns(user, case) or permission_for(user, case.person, HelperScope.REQUESTS_FILL) is not None


def arranges(user: User, person: Person, case: Application | None = None) -> bool:
    """Whether a colleague makes, moves and ends appointments of this person: never one's own or kin's.

    A branch delegate does so for the requests of the branch alone (R27).
    """
    return works_for(user, case) and not is_kin(user, person)


def works_for(user: User, case: Application | None = None) -> bool:
    """The same by the colleague's desk alone, whoever the person is."""
    if has_role(user, *DESKS):
        return True
    branch = branch_of(user)
    return branch is not None and case is not None and case.branch_id == branch
