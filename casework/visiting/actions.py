"""Reading the list of visits leaves a row with each person on it."""

from collections.abc import Iterable

from accounts.models import User
from audit.actions import record_each
from casework.visiting.queries import Row


def note_listed(rows: Iterable[Row], *, by: User) -> None:
    """Names and numbers are shown of everyone on the list; each finds it by their file. One query."""
    told = {row.person: {"list": "visits", "case": row.case.reference if row.case else ""} for row in rows}
    record_each("person.viewed", told, by=by)
