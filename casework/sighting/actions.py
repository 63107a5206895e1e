"""Noting that an original was seen, and taking it back; kept in the file as matching keeps it (R37)."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from applications.actions import lock
from applications.models import Application
from applications.refusals import CONFLICT, UNPROCESSABLE, require
from applications.rules import enters
from casework.sighting.queries import IDENTITY, originals
from people import actions as people
from people.wallet import actions as wallet

NOT_YOURS = _("Only the colleague who writes the request down notes the originals.")
MOVED_ON = _("This request was sent or stopped meanwhile. Nothing was changed.")
NOTHING = _("There is no such original in this request.")


@transaction.atomic
def sight(application: Application, key: str, *, by: User, undo: bool = False) -> None:
    """Note that the original of `key` was seen: a paper of the request, or `IDENTITY`. Twice is as once.

    Who saw it first stays; only that colleague takes it back.
    """
    case = lock(application)
    require(enters(by, case), NOT_YOURS)
    require(case.is_editable, MOVED_ON, CONFLICT)
    found = next((each for each in originals(case) if each.key == key), None)
    require(found is not None, NOTHING, UNPROCESSABLE)
    assert found is not None
    if undo:
        require(found.by_id in (None, by.pk), NOT_YOURS)
    if key == IDENTITY:
        people.sight_identity(case.person, by=by, undo=undo, case=case.reference)
    elif found.document and undo and found.at:
        wallet.unsight(found.document, by=by, at=found.at)
    elif found.document and not undo:
        wallet.sight(found.document, by=by, at=timezone.now(), note=case.reference)
