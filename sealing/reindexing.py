"""Blind indexes anew, under another SEALING_INDEX_KEY: until then nobody is found by a sealed value.

A model says by its method `index` how its `…_index` columns follow from what is sealed.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import models, transaction

from .errors import Unreadable

SUFFIX = "_index"


@dataclass
class Reindexed:
    """What one transaction did: how many rows it changed, and the names of those that did not open."""

    name: str
    changed: int = 0
    unreadable: list[str] = field(default_factory=list)


def indexed_models() -> list[type[models.Model]]:
    """Every model with a method `index`."""
    return [model for model in apps.get_models() if callable(getattr(model, "index", None))]


def reindex(*, size: int) -> Iterator[Reindexed]:
    """Go over every row, `size` in a transaction. A killed run is simply run again."""
    for model in indexed_models():
        after = None
        while True:
            done, after = _batch(model, after, size)
            if after is None:
                break
            yield done


def _batch(model: type[models.Model], after: Any, size: int) -> tuple[Reindexed, Any]:
    done = Reindexed(model._meta.label)
    with transaction.atomic():
        rows = model._base_manager.order_by("pk").select_for_update(of=("self",), no_key=True)
        some = list((rows if after is None else rows.filter(pk__gt=after))[:size])
        for row in some:
            try:
                done.changed += _bring(row)
            except Unreadable:
                done.unreadable.append(f"{done.name} {row.pk}")
    return done, some[-1].pk if some else None


def _bring(row: Any) -> int:
    """Write the row's indexes, if they are others now; 1 or 0. Raises Unreadable."""
    names = [each.attname for each in row._meta.local_concrete_fields if each.attname.endswith(SUFFIX)]
    before = [getattr(row, name) for name in names]
    row.index()
    after = [getattr(row, name) for name in names]
    if after == before:
        return 0
    return int(type(row)._base_manager.filter(pk=row.pk).update(**dict(zip(names, after, strict=True))))
