"""The visits of a day, and whom the researcher is to meet besides, each in a fixed number of queries."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet

from accounts.models import User
from applications.enums import Status
from applications.models import Application, Appointment, Unsaved
from applications.typed import tokens
from applications.typed.queries import show_again
from casework.book.queries import visits as visits_of
from casework.explaining.rules import explains
from casework.models import Study
from casework.queries import visible_to
from casework.studying.forms import StudyForm
from casework.studying.rules import PAGE
from people.models import Person


@dataclass(frozen=True)
class Row:
    """One visit: to whom, about which request, when it was agreed, and the study to be written there."""

    person: Person
    case: Application | None
    meeting: Appointment | None = None
    form: StudyForm | None = None
    typed: dict[str, Any] | None = None


def agreed(user: User, day: date) -> list[Appointment]:
    """The colleague's own visits to homes on the day, in order of time."""
    return visits_of(user, day)


def to_meet(user: User, but: list[Appointment]) -> QuerySet[Application]:
    """Requests being studied that stand with the researcher, and those that wait for any; the most urgent first, each
    with its coming appointments. Without those of `but`, and nothing for other desks."""
    if not explains(user):
        return Application.objects.none()
    coming = Prefetch("appointments", queryset=Appointment.objects.coming().order_by("starts_at"), to_attr="meetings")
    studied = visible_to(user).filter(status=Status.RESEARCH, waiting_since__isnull=True)
    mine = studied.filter(assigned_to=user) | studied.filter(assigned_to__isnull=True)
    rest = mine.exclude(pk__in=[each.application_id for each in but if each.application_id])
    related = ("person__recipient", "person__user")
    return rest.select_related(*related).prefetch_related(coming).order_by("due_on", "submitted_at", "pk")


def rows_of(user: User, meetings: list[Appointment], cases: list[Application], *, page: str, seconds: int) -> list[Row]:
    """The lines of the list; two queries for all studies. `page` is where what was typed is found again."""
    every = [each.application for each in meetings] + list(cases)
    written = [each for each in every if each and explains(user) and each.is_being_studied]
    drafts = {each.application_id: each for each in _drafts(written)}
    kept = {each.application_id: each for each in _kept(user, written)}

    def row(person: Person, case: Application | None, meeting: Appointment | None = None) -> Row:
        if case is None or case not in written:
            return Row(person, case, meeting)
        form = _form(case, drafts.get(case.pk), kept.get(case.pk))
        word = tokens.issue(case, PAGE, by=user, page=page)
        typed = {"whose": word, "kept": kept.get(case.pk), "seconds": seconds}
        return Row(person, case, meeting, form, typed)

    return [row(each.person, each.application, each) for each in meetings] + [row(each.person, each) for each in cases]


def _form(case: Application, draft: Study | None, kept: Unsaved | None) -> StudyForm:
    form = StudyForm.of(draft, auto_id=f"id_{case.reference}_%s")
    del form.fields["file"]  # Pictures are sent from the page of the study.
    if kept:
        show_again(form, kept)
    return form


def _drafts(cases: list[Application]) -> QuerySet[Study]:
    return Study.objects.filter(application__in=_keys(cases), signed_at__isnull=True)


def _kept(user: User, cases: list[Application]) -> QuerySet[Unsaved]:
    return Unsaved.objects.filter(application__in=_keys(cases), step=PAGE, by=user)


def _keys(cases: list[Application]) -> list[UUID]:
    return [each.pk for each in cases]
