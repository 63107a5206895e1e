"""What a person reads about a request, in plain words (domain.md, pipeline table)."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from applications.enums import Event, Status
from applications.models import Application


@dataclass(frozen=True)
class Line:
    """One line of the timeline; `state` is done, now or todo."""

    title: str
    text: str
    at: datetime | None
    state: str


@dataclass(frozen=True)
class Standing:
    """Where a request stands: a badge and a sentence. `tone` is a kind of the badge component."""

    label: str
    text: str
    tone: str


EVENT_WORDS = {
    Event.STARTED: lambda: _("You started the request"),
    Event.READY: lambda: _("You checked your answers"),
    Event.SUBMITTED: lambda: _("We received your request"),
    Event.VERIFYING: lambda: _("We began to match your data and papers"),
    Event.RETURNED: lambda: _("We asked you to complete something"),
    Event.RESUBMITTED: lambda: _("You completed what was missing"),
    Event.COMMITTEE: lambda: _("Your request went to the committee"),
    Event.APPROVED: lambda: _("Your request was accepted"),
    Event.REJECTED: lambda: _("We apologise: the request was not accepted"),
    Event.WITHDRAWN: lambda: _("You withdrew the request"),
}


def standing(case: Application) -> Standing:
    """The badge and the sentence for where the request stands now."""
    if case.is_waiting:
        return Standing(_("Your turn now"), _("We need something from you. See below what it is."), "turn")
    words = {
        Status.DRAFT: (_("Your data is saved. You can complete it whenever you like."), "turn"),
        Status.AWAITING_DECLARATION: (_("Read your data once more, then declare that it is true."), "turn"),
        Status.SUBMITTED: (_("We received your request. You do not need to come to us now."), "info"),
        Status.VERIFYING: (_("We are matching your data and papers and checking that they are valid."), "info"),
        Status.COMMITTEE: (_("Your request is with the committee."), "info"),
        Status.APPROVED: (_("Your request was accepted. We will contact you to complete the registration."), "done"),
        Status.REJECTED: (_("We apologise that we could not accept your request."), "quiet"),
        Status.WITHDRAWN: (_("The request was stopped. You can apply again."), "quiet"),
    }
    text, tone = words[Status(case.status)]
    return Standing(str(Status(case.status).label), text, tone)


def ahead(case: Application) -> list[Line]:
    """The steps that are still to come, the present one first."""
    present = {
        Status.SUBMITTED: [_matching("now"), _committee(case, "todo"), _delivery()],
        Status.VERIFYING: [_matching("now"), _committee(case, "todo"), _delivery()],
        Status.COMMITTEE: [_committee(case, "now"), _delivery()],
        Status.APPROVED: [Line(_("Completing the registration"), _("We will contact you."), None, "now"), _delivery()],
    }
    return present.get(Status(case.status), [])


def _matching(state: str) -> Line:
    return Line(_("Matching data and papers"), _("A colleague compares what you wrote with your papers."), None, state)


def _committee(case: Application, state: str) -> Line:
    return Line(_("Study by the committee"), "", None, state)


def _delivery() -> Line:
    return Line(_("Delivery of the service"), "", None, "todo")
