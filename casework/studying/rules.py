"""Who may write a study, and when."""

from accounts.models import User
from applications.enums import Status
from applications.models import Application
from casework.rules import can_study

PAGE = "study"  # the name by which what is typed is kept


def can_write(user: User, case: Application) -> bool:
    """Whether the colleague may write the study now: the researcher, as long as the case is at that station."""
    return can_study(user, case) and case.status == Status.RESEARCH
