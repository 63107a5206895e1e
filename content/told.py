"""A list of JSON that the database cuts: only the rows of the page that is asked for are read and put in words."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import QuerySet


class Told:
    """A query and how a page of its rows is told. `ninja` takes a slice of it, and its length for the count."""

    def __init__(self, rows: QuerySet[Any, Any], tell: Callable[[Iterable[Any]], list[dict[str, Any]]]) -> None:
        self.rows, self.tell = rows, tell

    def __len__(self) -> int:
        return self.rows.count()

    def __getitem__(self, part: slice) -> list[dict[str, Any]]:
        return self.tell(self.rows[part])
