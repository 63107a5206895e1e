"""A volunteer notes their own coming: only where the shift takes place, by the code that is shown there that day."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from volunteering.arriving.codes import is_code
from volunteering.arriving.queries import own_place
from volunteering.day.actions import arrive as move
from volunteering.day.times import arrival
from volunteering.locking import lock_placement
from volunteering.models import Placement, Shift
from volunteering.refusals import CONFLICT, UNPROCESSABLE, Refused, require

NO_PLACE = _("You have no confirmed place in this shift. Talk to the coordinator there.")
WRONG_CODE = _("This is not the code of today. Look at the coordinator's screen, or ask there.")
NOTED_ABSENT = _("You were noted as absent. Talk to the coordinator there.")


@transaction.atomic
def arrive(shift: Shift, *, by: User, code: str) -> Placement:
    """Note one's own coming, within the shift and the minutes before it. Noted twice, it stands once."""
    mine = own_place(by, shift)
    if mine is None:
        raise Refused(NO_PLACE, CONFLICT)
    place = lock_placement(mine)
    if place.is_present or place.is_completed:
        return place
    require(not place.was_missed, NOTED_ABSENT, CONFLICT)
    days = {timezone.localdate(), place.shift.day}
    require(any(is_code(code, place.shift, day) for day in days), WRONG_CODE, UNPROCESSABLE)
    return move(place, by=by, at=arrival(place.shift, None))
