"""What a table of the queue holds, and which exports a colleague made."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.models import User
from applications.models import Application
from applications.wording import standing
from casework.models import QueueExport
from casework.queries import visible_to
from casework.queue import looks
from casework.queue.filters import QueueFilters
from casework.queue.sorts import sort_of

CHUNK = 500


def chosen(user: User, filters: dict[str, str]) -> QuerySet[Application]:
    """The cases of a view and its filters, in the order of the page."""
    view = looks.chosen_of(looks.views_for(user), filters.get("view"))
    named = [(value, value) for name, value in filters.items() if name == "with_whom"]
    form = QueueFilters(filters, user=user, colleagues=named)
    sort = sort_of(filters.get("sort", ""), is_ended=view.is_ended)
    cases = visible_to(user).filter(view.condition, form.condition()).order_by(*sort.order())
    return cases.select_related("person__recipient", "assigned_to", "branch")


def table(cases: QuerySet[Application]) -> Iterator[list[Any]]:
    """The header, then a row for each case: a reference and a name, neither a number nor an address of the person."""
    yield [
        _("Number"),
        _("Person"),
        _("Service"),
        _("Status"),
        _("Channel"),
        _("Language of the person"),
        _("Interpreter"),
        _("Branch"),
        _("Received"),
        _("Due"),
        _("With"),
    ]
    for case in cases.iterator(chunk_size=CHUNK):
        yield _row(case)


def one(user: User, pk: UUID) -> QueueExport:
    """An export of one's own that is not over. Raises QueueExport.DoesNotExist."""
    return QueueExport.objects.get(pk=pk, by=user, expires_at__gt=timezone.now())


def _row(case: Application) -> list[Any]:
    return [
        case.reference,
        case.person.full_name,
        case.form.get("service_title", ""),
        _("Waiting for the person") if case.is_waiting else standing(case).label,
        case.get_channel_display(),
        case.person.recipient.language,
        case.get_interpreter_display(),
        case.branch.name if case.branch else "",
        timezone.localdate(case.submitted_at),
        case.due_on,
        case.assigned_to.get_full_name() if case.assigned_to else "",
    ]
