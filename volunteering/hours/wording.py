"""How long something took, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext


def spent(minutes: int) -> str:
    """Hours and minutes in words, like «2 hours and 30 minutes»."""
    hours, rest = divmod(minutes, 60)
    in_hours = ngettext("%(number)d hour", "%(number)d hours", hours) % {"number": hours}
    in_minutes = ngettext("%(number)d minute", "%(number)d minutes", rest) % {"number": rest}
    if hours and rest:
        return _("%(hours)s and %(minutes)s") % {"hours": in_hours, "minutes": in_minutes}
    return in_hours if hours else in_minutes


class Spent:
    """The same, told in whichever language is active when it is read: that of the recipient."""

    def __init__(self, minutes: int) -> None:
        self.minutes = minutes

    def __str__(self) -> str:
        return spent(self.minutes)
