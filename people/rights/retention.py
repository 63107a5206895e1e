"""How long each kind of row is kept: rooms register their rules here, managers set the days (`RetentionSetting`).

A rule says what is due and how it goes. Nothing goes at once: `actions.retention` reports first, then acts.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise

from people.models import Hold, RetentionSetting

Text = str | Promise


@dataclass(frozen=True)
class Rule:
    """What `due` gives for (now, days) is removed by `act`, a batch at a time, each in its own transaction.

    `person_path` leads from a row to the person, whose hold keeps it. `act` takes rows out of what is due, or
    leaves them for the next report. `warn` tells people when the report is made.
    """

    code: str
    title: Text
    default_days: int
    due: Callable[[datetime, int], QuerySet[Any]]
    act: Callable[[Sequence[Any]], None]
    person_path: str = "person"
    least_days: int = 30
    warn: Callable[[QuerySet[Any], date], None] | None = None


@dataclass(frozen=True)
class Set:
    """A rule as it is set today."""

    rule: Rule
    days: int
    is_enabled: bool


_rules: dict[str, Rule] = {}


def register(*rules: Rule) -> None:
    """Add what a room removes by the clock; a code twice replaces its first entry."""
    for rule in rules:
        _rules[rule.code] = rule


def rule(code: str) -> Rule | None:
    """The rule, or None for one that no room knows any more."""
    return _rules.get(code)


def all_set() -> Iterator[Set]:
    """Every rule with its days; one query."""
    kept = {row.code: row for row in RetentionSetting.objects.all()}
    for code, each in _rules.items():
        row = kept.get(code)
        yield Set(each, max(row.days, each.least_days), row.is_enabled) if row else Set(each, each.default_days, True)


def due_now(rule: Rule, as_of: datetime, days: int) -> QuerySet[Any]:
    """What is due as of a moment, without the rows of people whose file is, or since then was, held."""
    held = Hold.objects.standing() | Hold.objects.filter(lifted_at__gte=as_of)
    rows = rule.due(as_of, days)
    kept = rule.person_path
    if kept:
        rows = rows.exclude(**{f"{kept}__in": held.values("person")})
    else:
        rows = rows.exclude(pk__in=held.values("person"))
    return rows.order_by("pk")
