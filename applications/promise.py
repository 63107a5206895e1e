"""What a person may expect of a request from now on: who acts, until when, and what comes after (R5, R41).

Kept apart from the history: what happened is certain, what is promised is an aim. Days that are counted from another
aim are told as such.
"""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from applications.enums import Status
from applications.models import Application
from applications.wording import Line
from office.models import OfficeSettings
from office.queries import DecisionWindow, decision_window
from saudi.hijri import both
from saudi.working_days import add_working_days, working_days_between


@dataclass(frozen=True)
class Calendar:
    """What days are counted with: the association's numbers, its holidays, and today."""

    numbers: OfficeSettings
    off: frozenset[date]
    today: date


def actor(case: Application) -> str:
    """Who acts now, by role; "" once nobody does."""
    if case.is_waiting or case.is_editable:
        return _("You")
    roles = {
        Status.SUBMITTED: _("The reception desk"),
        Status.VERIFYING: _("The reception desk"),
        Status.RESEARCH: _("The social researcher"),
        Status.COMMITTEE: _("The committee"),
        Status.APPROVED: _("The reception desk"),
    }
    return roles.get(Status(case.status), "")


def expected(case: Application) -> str:
    """What is expected of the person now, in one sentence."""
    if case.is_waiting:
        return _("Complete what is named above, then sign and send.")
    if case.is_editable:
        return _("Complete the request, then sign and send it.")
    if case.is_with_staff:
        return _("Nothing now. We write to you when something is needed.")
    return _("Nothing now.") if case.is_decided else ""


def promised(case: Application, calendar: Calendar) -> list[Line]:
    """The present step and those that are still to come, with their days; no query."""
    study = [_study_ahead(case, calendar)] if case.form.get("research_required") else []
    steps = {
        Status.SUBMITTED: [_matching(case, calendar), *study, _committee_ahead(case, calendar), _delivery()],
        Status.VERIFYING: [_matching(case, calendar), *study, _committee_ahead(case, calendar), _delivery()],
        Status.RESEARCH: [_study(case, calendar), _committee_ahead(case, calendar), _delivery()],
        Status.COMMITTEE: [_committee(case, calendar), _delivery()],
        Status.APPROVED: [Line(_("Completing the registration"), _("We will contact you."), None, "now"), _delivery()],
    }
    return steps.get(Status(case.status), [])


def window_of(case: Application, calendar: Calendar) -> DecisionWindow | None:
    """When the committee replies, once it has the request; no query."""
    if not case.is_at_committee or case.committee_at is None:
        return None
    return decision_window(timezone.localdate(case.committee_at), calendar.numbers, calendar.off)


def _matching(case: Application, calendar: Calendar) -> Line:
    text = _("A colleague compares what you wrote with your papers.")
    return Line(_("Matching data and papers"), _joined(text, _aim(case, calendar)), None, "now")


def _study(case: Application, calendar: Calendar) -> Line:
    text = _("The social researcher learns what you need.")
    return Line(_("Study of your need"), _joined(text, _aim(case, calendar)), None, "now")


def _study_ahead(case: Application, calendar: Calendar) -> Line:
    text = _("The social researcher learns what you need.")
    last = _study_ends(case, calendar)
    told = _("If all goes as planned, until %(day)s.") % {"day": _day(last)} if last else ""
    return Line(_("Study of your need"), _joined(text, told), None, "todo")


def _committee(case: Application, calendar: Calendar) -> Line:
    window = window_of(case, calendar)
    if window is None:
        return Line(_("Study by the committee"), "", None, "now")
    days = {"first": _day(window.expected_from), "last": _day(window.due)}
    told = _("Expect the reply from %(first)s. We aim to reply by %(last)s.") % days
    return Line(_("Study by the committee"), _joined(told, _late(case)), None, "now")


def _committee_ahead(case: Application, calendar: Calendar) -> Line:
    starts = _study_ends(case, calendar) if case.form.get("research_required") else case.due_on
    if starts is None or case.is_waiting:
        return Line(_("Study by the committee"), "", None, "todo")
    window = decision_window(starts, calendar.numbers, calendar.off)
    told = _("If all goes as planned, expect the reply from %(day)s.") % {"day": _day(window.expected_from)}
    return Line(_("Study by the committee"), told, None, "todo")


def _delivery() -> Line:
    return Line(_("Delivery of the service"), _("If the request is accepted."), None, "todo")


def _study_ends(case: Application, calendar: Calendar) -> date | None:
    """The last day of the study, counted on from the aim of the present step; none while the time stands still."""
    if case.due_on is None or case.is_waiting:
        return None
    if case.status == Status.RESEARCH:
        return case.due_on
    return add_working_days(max(case.due_on, calendar.today), calendar.numbers.research_days, calendar.off)


def _aim(case: Application, calendar: Calendar) -> str:
    """Until when the present step should be done, and the working days left."""
    if case.is_waiting:
        return _("The time stops until you complete what is missing.")
    if case.due_on is None:
        return ""
    left = working_days_between(calendar.today, case.due_on, calendar.off)
    told = _("We aim to finish by %(day)s.") % {"day": _day(case.due_on)}
    if left > 0:
        count = ngettext("%(days)d working day is left.", "%(days)d working days are left.", left) % {"days": left}
        return _joined(told, count)
    return _joined(told, _late(case) or _("That is today."))


def _late(case: Application) -> str:
    return _("We are later than we aimed. We apologise, and we are working on it.") if case.is_overdue else ""


def _joined(*sentences: str) -> str:
    return "\n".join(sentence for sentence in sentences if sentence)


def _day(day: date) -> str:
    return both(day, get_language() or "ar")
