"""The ways of looking at the queue of requests about data."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from people.rights.enums import RightsKind

Text = str | Promise


@dataclass(frozen=True)
class View:
    """One way of looking at the staff's queue."""

    slug: str
    label: Text


def views() -> list[View]:
    """Open, overdue, by kind, and all."""
    return [
        View("open", _("All open")),
        View("overdue", _("Overdue")),
        *(View(kind.value, kind.label) for kind in RightsKind),
        View("ended", _("Answered")),
    ]
