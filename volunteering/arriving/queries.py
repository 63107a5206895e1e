"""One's own place in a shift."""

from accounts.models import User
from volunteering.day.queries import OF_THE_DAY
from volunteering.models import Placement, Shift, Volunteer


def own_place(user: User, shift: Shift) -> Placement | None:
    """The place of the account's own person that is to be, or was, filled. One query."""
    found = Placement.objects.filter(shift=shift, volunteer__in=Volunteer.objects.of(user), status__in=OF_THE_DAY)
    return found.select_related("shift__opportunity").first()
