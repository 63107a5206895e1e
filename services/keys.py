"""Names for rows inside a page (a question, a paper, an anchor) that outlive a change of their wording."""

from collections.abc import Iterable

from anyascii import anyascii
from django.db import models
from django.utils.text import slugify

LONGEST = 50


def settle(rows: Iterable[models.Model], *, field: str, source: str, fallback: str) -> None:
    """Give each row without a key one made of its wording, in Latin letters and unique among `rows`.

    A row that has a key keeps it, so that answers and links already given still find their question;
    of two rows with the same key the later one yields.
    """
    rows = list(rows)
    taken: set[str] = set()
    for row in sorted(rows, key=lambda each: not getattr(each, field)):
        wanted = getattr(row, field) or _latin(getattr(row, source)) or fallback
        key = _free(wanted, taken)
        setattr(row, field, key)
        taken.add(key)


def _latin(text: str) -> str:
    return slugify(anyascii(text))[: LONGEST - 4].strip("-")


def _free(wanted: str, taken: set[str]) -> str:
    if wanted not in taken:
        return wanted
    number = 2
    while f"{wanted}-{number}" in taken:
        number += 1
    return f"{wanted}-{number}"
