"""Who may do what with a request about someone's data. Superusers obey too."""

from accounts.models import User
from accounts.roles import Role
from accounts.rules import has_role, is_staff
from people.models import Person, RightsRequest
from people.registry import has_a_part


def sees_rights(user: User) -> bool:
    """Managers decide; reception sees what was asked, since people ask there how far it is."""
    return has_role(user, Role.MANAGER, Role.RECEPTION)


def is_own(user: User, person: Person) -> bool:
    return person.user_id == user.pk


def can_open(user: User, asked: RightsRequest) -> bool:
    """Nobody handles one's own."""
    return sees_rights(user) and not is_own(user, asked.person)


def can_decide(user: User, asked: RightsRequest) -> bool:
    return has_role(user, Role.MANAGER) and not is_own(user, asked.person)


def can_confirm_erasure(user: User, asked: RightsRequest) -> bool:
    """A second pair of eyes: a manager without a part in any request of the person."""
    return can_decide(user, asked) and not has_a_part(user, asked.person)


def rules_retention(user: User) -> bool:
    """Who sets how long things are kept, stops a removal and holds a file."""
    return has_role(user, Role.MANAGER)


def works_here(person: Person) -> bool:
    """Whether the person's account is that of a colleague: it belongs to the work."""
    return person.user is not None and is_staff(person.user)
