"""The orders of the queue, and pages that cost the same at any depth.

A page is told by the last row of the one before it, not by a number: the database goes straight there by an index.
"""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from applications.models import Application

PAGE_SIZE = 30


@dataclass(frozen=True)
class Sort:
    """An order by columns that are never empty in it, all of them upwards or all downwards."""

    slug: str
    label: str | Promise
    columns: tuple[str, ...]
    is_falling: bool = False

    def order(self, *, backwards: bool = False) -> list[str]:
        sign = "-" if self.is_falling != backwards else ""
        return [f"{sign}{column}" for column in self.columns]

    def beyond(self, key: list[Any], *, backwards: bool = False) -> Q:
        """What comes after the row with `key`; the bound of the first column lets an index begin there."""
        way = "lt" if self.is_falling != backwards else "gt"
        found, same = Q(), Q()
        for column, value in zip(self.columns, key, strict=True):
            found |= same & Q(**{f"{column}__{way}": value})
            same &= Q(**{column: value})
        return Q(**{f"{self.columns[0]}__{way}e": key[0]}) & found


DUE = Sort("due", _("The most urgent first"), ("due_on", "submitted_at", "pk"))
NEWEST = Sort("newest", _("The newest first"), ("submitted_at", "pk"), is_falling=True)
OLDEST = Sort("oldest", _("The oldest first"), ("submitted_at", "pk"))
SORTS = (DUE, NEWEST, OLDEST)


def sort_of(slug: str, *, is_ended: bool) -> Sort:
    """The order that was asked for; what ended has no due day, so there the newest come first."""
    found = next((sort for sort in SORTS if sort.slug == slug), DUE)
    return NEWEST if is_ended and found is DUE else found


@dataclass(frozen=True)
class Slice:
    """One page of rows, and where its neighbours begin ("" where there is none)."""

    rows: list[Application]
    after: str = ""
    before: str = ""


def cut(cases: QuerySet[Application], sort: Sort, *, after: str = "", before: str = "") -> Slice:
    """The page after, or before, the row that the mark names; the first page for no mark, or one that is none."""
    key, backwards = _read(before, sort), True
    if key is None:
        key, backwards = _read(after, sort), False
    found = cases.order_by(*sort.order(backwards=backwards))
    if key is not None:
        found = found.filter(sort.beyond(key, backwards=backwards))
    rows = list(found[: PAGE_SIZE + 1])
    more, rows = len(rows) > PAGE_SIZE, rows[:PAGE_SIZE]
    if backwards:
        rows.reverse()
    if not rows:
        return Slice([]) if key is None else cut(cases, sort)  # Nothing is left there: from the beginning.
    return Slice(
        rows,
        after=_mark(rows[-1], sort) if more or backwards else "",
        before=_mark(rows[0], sort) if key is not None and (more or not backwards) else "",
    )


def _mark(case: Application, sort: Sort) -> str:
    """The place of a row for an address: days, moments and a key, nothing of a person."""
    values = [getattr(case, column) for column in sort.columns]
    text = json.dumps([value.isoformat() if hasattr(value, "isoformat") else str(value) for value in values])
    return urlsafe_b64encode(text.encode()).decode().rstrip("=")


def _read(mark: str, sort: Sort) -> list[Any] | None:
    if not mark or len(mark) > 200:
        return None
    try:
        values = json.loads(urlsafe_b64decode(mark.encode() + b"=="))
        return [READ[column](str(value)) for column, value in zip(sort.columns, values, strict=True)]
    except (ValueError, TypeError, RecursionError):
        return None


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None or not 1900 < moment.year < 2200:
        raise ValueError(text)
    return moment


READ: dict[str, Callable[[str], Any]] = {"due_on": date.fromisoformat, "submitted_at": _moment, "pk": UUID}
