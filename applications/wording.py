"""What a person reads about a request, in plain words (domain.md, pipeline table)."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.timezone import localdate
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from applications.enums import Event, Status
from applications.models import Application
from people.models import Document
from saudi.hijri import both, both_short


@dataclass(frozen=True)
class Line:
    """One line of the timeline; `state` is done, now or todo."""

    title: str
    text: str
    at: datetime | None
    state: str

    @property
    def date(self) -> str:
        """The day in both calendars; "" for what has not happened."""
        return both(localdate(self.at), get_language() or "ar") if self.at else ""


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
    Event.RESEARCH: lambda: _("The social researcher began to study your need"),
    Event.COMMITTEE: lambda: _("Your request went to the committee"),
    Event.APPROVED: lambda: _("Your request was accepted"),
    Event.REJECTED: lambda: _("We apologise: the request was not accepted"),
    Event.WITHDRAWN: lambda: _("You withdrew the request"),
    Event.LAPSE_WARNED: lambda: _("We told you that the time is running out"),
    Event.LAPSED: lambda: _("The request lapsed: its time passed"),
    Event.ENTERED: lambda: _("We wrote down your request for you"),
    Event.ASKED: lambda: _("You asked for an explanation"),
    Event.EXPLAINED: lambda: _("We explained what was not clear"),
    Event.APPOINTED: lambda: _("You have an appointment"),
    Event.UNAPPOINTED: lambda: _("An appointment was cancelled"),
    Event.DAYS_MOVED: lambda: _("The days moved because of a holiday"),
    Event.FILE_REFUSED: lambda: _("We removed a file of yours: it had a virus"),
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
        Status.RESEARCH: (_("The researcher studies your need. We may agree on a visit with you."), "info"),
        Status.COMMITTEE: (_("Your request is with the committee."), "info"),
        Status.APPROVED: (_("Your request was accepted. We will contact you to complete the registration."), "done"),
        Status.REJECTED: (_("We apologise that we could not accept your request."), "quiet"),
        Status.WITHDRAWN: (_("The request was stopped. You can apply again."), "quiet"),
        Status.LAPSED: (_("The time for this request has passed. You can apply again."), "quiet"),
    }
    text, tone = words[Status(case.status)]
    return Standing(str(Status(case.status).label), text, tone)


def paper_given_before(document: Document) -> str:
    """A paper of the person's file as a choice: which, when it was given, and until when it holds."""
    language = get_language() or "ar"
    named = {"name": document.title or document.name, "given": both_short(localdate(document.created_at), language)}
    if document.expires_on is None:
        return _("Use “%(name)s”, which you gave on %(given)s.") % named
    named["last"] = both_short(document.expires_on, language)
    return _("Use “%(name)s”, which you gave on %(given)s. Its last day is %(last)s.") % named
