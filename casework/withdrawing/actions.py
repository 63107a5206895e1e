"""Taking a request back on the person's word."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications.actions import lock, stop
from applications.models import Application
from applications.refusals import CONFLICT, UNPROCESSABLE, require
from casework.actions import NOT_YOUR_DESK
from casework.withdrawing.rules import can_withdraw

THEIR_OWN = _("The person has an account and takes the request back there.")
WHY = _("Write how the person told us, and why.")


@transaction.atomic
def withdraw_for(application: Application, *, by: User, reason: str) -> Application:
    """Stop the request of somebody without an account, who is told of it. A repeat changes nothing."""
    case = lock(application)
    require(case.person.user_id is None, THEIR_OWN, CONFLICT)
    require(case.is_withdrawn or can_withdraw(by, case), NOT_YOUR_DESK)
    require(bool(reason.strip()), WHY, UNPROCESSABLE)
    return stop(case, by=by, reason=reason.strip())
