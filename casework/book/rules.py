"""Who works with the book, and whose times one may make."""

from accounts.models import User
from accounts.roles import Role
from accounts.rules import branch_of, has_role
from applications.booking.rules import works_for
from applications.models import Slot
from office.models import Branch


def keeps_book(user: User) -> bool:
    """Whether the account has the book before it: a desk that meets people, or a delegate of a branch (R27)."""
    return works_for(user) or branch_of(user) is not None


def oversees(user: User) -> bool:
    """Whether the account makes times for colleagues too: reception, which gives them, and managers."""
    return has_role(user, Role.RECEPTION, Role.MANAGER)


def may_keep_times(user: User, colleague: User | None, branch: Branch | None) -> bool:
    """Whether the account makes and removes times of this colleague: one's own, or anybody's for who oversees.

    A delegate does so in the branch alone.
    """
    if works_for(user):
        return oversees(user) or colleague == user
    own = branch_of(user)
    return own is not None and colleague == user and branch is not None and branch.pk == own


def may_remove(user: User, slot: Slot) -> bool:
    return may_keep_times(user, slot.colleague, slot.branch)
