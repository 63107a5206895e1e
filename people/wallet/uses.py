"""Who relies on a paper of the file. Rooms above say so here, since this one knows none of them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Use:
    """One request that a paper stands in. `is_open`: not ended yet; `is_sent`: staff work with it as it is."""

    document: UUID
    reference: str
    title: str
    url: str
    is_open: bool
    is_sent: bool


Source = Callable[[list[UUID]], Iterable[Use]]
_sources: list[Source] = []


def register(source: Source) -> None:
    """Add who may rely on papers; `source` reads any number of them in one query."""
    if source not in _sources:
        _sources.append(source)


def uses_of(documents: list[UUID]) -> dict[UUID, list[Use]]:
    """What relies on each of the papers, in a fixed number of queries."""
    found: dict[UUID, list[Use]] = {key: [] for key in documents}
    for use in (use for source in _sources for use in source(documents)):
        found[use.document].append(use)
    return found
