"""Who may do what with a case. Roles open the door; nobody, superusers included, passes with a case of their own."""

from accounts.models import User
from accounts.roles import Role
from accounts.rules import has_role
from applications.models import Application

DESKS = (Role.RECEPTION, Role.RESEARCHER, Role.COMMITTEE, Role.CHAIR, Role.MANAGER)


def sees_queue(user: User) -> bool:
    """Whether the account works on cases at all."""
    return has_role(user, *DESKS)


def is_own(user: User, case: Application) -> bool:
    """Whether the case is the colleague's own."""
    return case.person.user_id == user.pk


def can_open(user: User, case: Application) -> bool:
    """Whether the colleague may read the case: a desk, a request that was sent, and not one's own."""
    return sees_queue(user) and case.was_submitted and not is_own(user, case)


def can_match(user: User, case: Application) -> bool:
    """Whether the colleague may match papers, send back and refer (R36, R37)."""
    return has_role(user, Role.RECEPTION) and not is_own(user, case)


def had_a_part(user: User, case: Application) -> bool:
    """Whether the colleague took up, matched or referred the case; one matched paper is enough."""
    parts = {case.assigned_to_id, case.verified_by_id, case.referred_by_id}
    return user.pk in parts or case.papers.filter(matched_by=user).exists()


def can_decide(user: User, case: Application) -> bool:
    """Whether the colleague may vote: of the committee, without a part in the case before (A5)."""
    return has_role(user, Role.COMMITTEE, Role.CHAIR) and not is_own(user, case) and not had_a_part(user, case)
