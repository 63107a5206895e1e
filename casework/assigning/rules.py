"""Who may hold a case at its present station, and who may give it."""

from accounts.models import User
from accounts.roles import Role
from accounts.rules import has_role
from applications.enums import Status
from applications.models import Application
from casework.rules import can_be_given, is_own, wrote_down

# At the committee nobody holds a case: whoever did could not vote on it (A5).
HOLDS = {
    Status.SUBMITTED: Role.RECEPTION,
    Status.VERIFYING: Role.RECEPTION,
    Status.RESEARCH: Role.RESEARCHER,
}


def is_held_at_desk(case: Application) -> bool:
    """Whether the case stands where one colleague works on it."""
    return case.status in HOLDS


def has_station(user: User, case: Application) -> bool:
    """Whether the colleague's role is that of the case's present station."""
    role = HOLDS.get(Status(case.status))
    return role is not None and has_role(user, role)


def can_hold(user: User, case: Application) -> bool:
    """Whether the case may stand with the colleague now: of its station's role, at work, neither own nor kin's, and
    where it is matched, not written down by the colleague."""
    return has_station(user, case) and can_be_given(user, case) and not is_kept_from(user, case)


def is_kept_from(user: User, case: Application) -> bool:
    """Whether the case stands where it is matched, and the colleague wrote it down."""
    return HOLDS.get(Status(case.status)) == Role.RECEPTION and wrote_down(user, case)


def can_give(user: User, case: Application) -> bool:
    """Whether the colleague may say with whom the case stands: a manager, or the station's own desk."""
    role = HOLDS.get(Status(case.status))
    return role is not None and has_role(user, role, Role.MANAGER) and not is_own(user, case)


def gives(user: User) -> bool:
    """Whether the colleague gives cases at all."""
    return has_role(user, Role.MANAGER, *HOLDS.values())
