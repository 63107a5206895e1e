"""Who notes contacts, and who reads one."""

from accounts.models import User
from accounts.roles import Role
from accounts.rules import has_role
from casework.intake.rules import receives
from casework.models import Interaction
from people.models import MOBILE_PURPOSE
from people.rules import is_kin
from sealing.index import blind

READERS = (Role.RECEPTION, Role.RESEARCHER, Role.MANAGER)  # Of everyone's contacts; others of their own.


def keeps_contacts(user: User) -> bool:
    """Whether the account notes and answers contacts at all."""
    return receives(user) or has_role(user, Role.MANAGER)


def reads_all(user: User) -> bool:
    return has_role(user, *READERS)


def is_own(user: User, contact: Interaction) -> bool:
    """Whether the contact is the colleague's own, or that of kin: by the file, or by the number."""
    if contact.person and is_kin(user, contact.person):
        return True
    return bool(user.mobile and contact.mobile_index == blind(user.mobile, purpose=MOBILE_PURPOSE))


def can_open(user: User, contact: Interaction) -> bool:
    """Whether the colleague may read and answer it."""
    if not keeps_contacts(user) or is_own(user, contact):
        return False
    mine = user.pk in (contact.by_id, contact.assigned_to_id)
    same_branch = contact.branch_id is not None and contact.branch_id == user.branch_id
    return reads_all(user) or mine or same_branch
