"""Who may do what with volunteers and shifts. Superusers obey too."""

from uuid import UUID

from accounts.models import User
from accounts.roles import Role
from accounts.rules import has_role
from people.rules import is_kin, kin_keys
from volunteering.models import Volunteer

COORDINATORS = (Role.VOLUNTEER_COORDINATOR, Role.MANAGER)


def coordinates(user: User) -> bool:
    """Whether the colleague sees the desk of volunteering."""
    return has_role(user, *COORDINATORS)


def may_judge(user: User, volunteer: Volunteer) -> bool:
    """Whether the colleague may review, suspend, approve hours or certify: never their own or their kin's."""
    return coordinates(user) and is_apart(user, volunteer)


def is_apart(user: User, volunteer: Volunteer) -> bool:
    """Whether the colleague is neither the volunteer nor their kin."""
    return volunteer.person.user_id != user.pk and not is_kin(user, volunteer.person)


def owns(user: User, volunteer: Volunteer) -> bool:
    """Whether the account is the volunteer's own."""
    return volunteer.person.user_id == user.pk


def not_to_judge(user: User) -> set[UUID]:
    """The same for lists: the files that are the colleague's own or of kin, for somebody else to judge. One query."""
    return set(kin_keys(user))
