"""Who writes a request down for somebody, and by which channel it may have come."""

from accounts.models import User
from accounts.roles import Role
from accounts.rules import has_role
from applications.models import Application
from applications.rules import RECEIVERS
from casework.delegates.rules import is_delegate
from people.rules import is_kin
from services.enums import Channel

BY_RECEPTION = (
    Channel.HELP_REQUEST,
    Channel.INTERVIEW,
    Channel.PHONE,
    Channel.SOCIAL,
    Channel.LETTER,
    Channel.VOLUNTEERING,
)


def receives(user: User) -> bool:
    """Whether the account writes requests down for people at all; a delegate, while the association has branches."""
    desks = [role for role in RECEIVERS if role != Role.DELEGATE]
    return has_role(user, *desks) or is_delegate(user)


def channels_of(user: User) -> tuple[Channel, ...]:
    """The channels by which the colleague receives requests: a delegate stands for a channel of their own (R27)."""
    if has_role(user, Role.RECEPTION, Role.RESEARCHER):
        return BY_RECEPTION
    if has_role(user, Role.DELEGATE):
        return (Channel.DELEGATE,)
    return (Channel.VOLUNTEERING,) if has_role(user, Role.VOLUNTEER_COORDINATOR) else ()


def can_take_over(user: User, case: Application) -> bool:
    """Whether the colleague may go on with what another began to write: reception, or the same branch's delegate."""
    if case.entered_by_id in (None, user.pk) or not case.is_editable or is_kin(user, case.person):
        return False
    same_branch = case.branch_id is not None and case.branch_id == user.branch_id
    return has_role(user, Role.RECEPTION) or (has_role(user, Role.DELEGATE) and same_branch)


def is_written_by(user: User, case: Application) -> bool:
    """Whether the colleague wrote the request down, and is no kin of its person."""
    return case.entered_by_id == user.pk and receives(user) and not is_kin(user, case.person)
