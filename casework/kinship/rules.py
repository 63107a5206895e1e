"""Who may declare kinship, and who may take it back."""

from accounts.models import User
from accounts.rules import is_staff
from casework.colleagues.rules import manages
from people.models import Kinship


def declares(user: User) -> bool:
    """Whether the account works here: everyone declares for themselves."""
    return is_staff(user)


def may_declare_for(user: User, colleague: User) -> bool:
    """Whether the account may declare kinship of `colleague`: one's own, or as a manager who knows of it."""
    return declares(user) and (user.pk == colleague.pk or manages(user))


def may_remove(user: User, kinship: Kinship) -> bool:
    """Whether the account may take a declaration back: a manager, and never one's own."""
    return manages(user) and kinship.user_id != user.pk
