"""Who writes down that somebody takes a request back."""

from accounts.models import User
from applications.models import Application
from casework.rules import is_reception


def can_withdraw(user: User, case: Application) -> bool:
    """Whether the colleague may: reception, never for kin, and only for somebody without an account."""
    return case.person.user_id is None and case.is_withdrawable and is_reception(user, case)
