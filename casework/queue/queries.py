"""Reads of the queue, each in a fixed number of queries and as dear with a hundred thousand cases as with a few."""

from typing import Any

from django.db.models import IntegerField, Q, QuerySet, Subquery

from accounts.models import User
from applications.models import Application, ApplicationQuerySet
from casework.queries import visible_to
from casework.queue.looks import View
from casework.queue.sorts import NEWEST, PAGE_SIZE
from casework.seeking import actions as seeking
from people.models import Person
from people.staff.queries import is_identity, matching
from sealing.references import BadReference, parse

MOST = 99  # No view is counted further: "99+" tells as much as the number.


class Capped(Subquery):
    """How many rows of a query there are, counted no further than its own limit."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS capped)"
    output_field = IntegerField()


def counts(user: User, views: list[View], cases: ApplicationQuerySet | None = None) -> dict[str, int]:
    """How many cases each open view holds, at most one above `MOST`; one query."""
    base = (visible_to(user) if cases is None else cases).select_related(None).order_by()
    asked = {view.slug: Capped(_first(base.filter(view.condition))) for view in views if not view.is_ended}
    row: Any = User.objects.filter(pk=user.pk).values(**asked).get()
    return dict(row)


def capped(cases: QuerySet[Any]) -> Capped:
    """The number of `cases` as a part of another query, at most one above `MOST`."""
    return Capped(_first(cases))


def worded(number: int | None) -> str:
    """The number of a view for the screen."""
    return "" if number is None else f"{MOST}+" if number > MOST else str(number)


def found(cases: ApplicationQuerySet, words: str) -> list[Application]:
    """Cases by a reference, a mobile, an identity number or a name, the newest first; one more than a page, at most."""
    hits = cases.filter(_matching(words)).order_by(*NEWEST.order())
    return list(hits[: PAGE_SIZE + 1])


def note_sought(words: str, hits: list[Application], *, by: User) -> None:
    """Looking for an identity number leaves a row with each file that it led to, or one row when there was none."""
    if is_identity(words):
        people = {case.person_id: case.person for case in hits}
        seeking.note_sought(people.values(), by=by, kind=seeking.IDENTITY, place=seeking.QUEUE)


def _first(cases: QuerySet[Any]) -> QuerySet[Any]:
    return cases.values("pk")[: MOST + 1]


def _matching(words: str) -> Q:
    try:
        return Q(reference=parse(words))
    except BadReference:
        people = Person.objects.filter(matching(words))
        return Q(person__in=people.values("pk")) | Q(person__in=people.values("merged_into"))
