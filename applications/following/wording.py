"""What somebody else than the owner reads of a request: words of its status, nothing of the file."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from applications.models import Application
from applications.queries import tracking
from applications.wording import Line, Standing, standing
from office.models import OfficeSettings


@dataclass(frozen=True)
class Look:
    """A request from outside: no names, no notes, no reasons, no papers."""

    case: Application
    standing: Standing
    actor: str
    history: list[Line]
    promise: list[Line]


def standing_outside(case: Application) -> Standing:
    """The badge and the sentence for whoever is not the owner."""
    told = standing(case)
    if case.is_waiting or case.is_editable:
        text = _("Something is needed from the owner of the request, who finds it in the account.")
        return Standing(_("Waiting for the owner"), text, "turn")
    return told


def look_at(case: Application, numbers: OfficeSettings | None = None) -> Look:
    """What the page shows, without anything that a colleague or the person wrote."""
    found = tracking(case, numbers=numbers)
    history = [replace(line, text="") for line in found.history]
    actor = _("The owner of the request") if case.is_waiting or case.is_editable else found.actor
    return Look(case, standing_outside(case), actor, history, found.promise)
