"""Bringing everything sealed to the active key, a few rows at a time.

Each batch is a short transaction of its own, and a token names its key: so what remains is found by looking, and a run
that was killed at any moment is finished by the next. A row that someone else holds is passed over and met again in the
next round: the run waits for nobody, so it can't lock itself and a request against each other.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Protocol

from django.apps import apps
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.core import signing
from django.db import models, transaction
from django.db.models import Count, F, Q
from django.db.models.functions import Cast, Substr

from . import keyring
from .crypto import key_id_of, prefix_of, reseal
from .errors import Unreadable
from .fields import SealedField
from .sessions import CONTEXT as SESSION

UNKNOWN = "?"  # Stands for every key that SEALING_KEYS does not name.
ROUNDS = 5
BREATH = 0.2  # seconds between two rounds, for whoever held a row to let it go


@dataclass
class Batch:
    """What one transaction did: how many rows, and the names of those that did not open."""

    resealed: int = 0
    unreadable: list[str] = field(default_factory=list)


class Place(Protocol):
    """Somewhere that sealed values lie."""

    name: str

    def counts(self) -> "Counter[str]":
        """How many values lie under each key id; UNKNOWN for those under no key of ours."""

    def bring(self, size: int) -> Iterator[Batch]:
        """Bring everything to the active key, `size` rows at a time."""


class Rows:
    """The rows of a table; a subclass says which need work and what to write."""

    def __init__(self, model: type[models.Model]) -> None:
        self.model = model
        self.name: str = model._meta.label

    @property
    def rows(self) -> "models.QuerySet[Any]":
        """By the base manager: it hides no row, and it is the one door by which even the audit trail, whose own
        manager forbids changes, gets a token of the same value under another key."""
        return self.model._base_manager.order_by("pk")

    def remaining(self) -> "models.QuerySet[Any]":
        return self.rows

    def tokens(self, row: Any) -> list[str]:
        """For tables that are read whole to be counted."""
        raise NotImplementedError

    def changes(self, row: Any) -> dict[str, Any]:
        """The columns to write; none when the row needs nothing. Raises Unreadable."""
        raise NotImplementedError

    def counts(self) -> "Counter[str]":
        return Counter(_known(key_id_of(token)) for row in self.rows.iterator() for token in self.tokens(row))

    def bring(self, size: int) -> Iterator[Batch]:
        after = None
        while True:
            batch, after = self._batch(after, size)
            if after is None:
                return
            yield batch

    def _batch(self, after: Any, size: int) -> tuple[Batch, Any]:
        done = Batch()
        with transaction.atomic():
            behind = self.remaining() if after is None else self.remaining().filter(pk__gt=after)
            # Not FOR UPDATE: new rows that point here need not wait.
            rows = list(behind.select_for_update(skip_locked=True, of=("self",), no_key=True)[:size])
            for row in rows:
                self._row(row, done)
        return done, rows[-1].pk if rows else None

    def _row(self, row: Any, done: Batch) -> None:
        try:
            changes = self.changes(row)
        except Unreadable:
            self._unreadable(row, done)
            return
        if changes:
            done.resealed += self.rows.filter(pk=row.pk).update(**changes)

    def _unreadable(self, row: Any, done: Batch) -> None:
        done.unreadable.append(f"{self.name} {row.pk}")


class Columns(Rows):
    """The sealed fields of a model: what remains is found by the database, without opening anything."""

    def __init__(self, model: type[models.Model]) -> None:
        super().__init__(model)
        self.fields = sealed_fields(model)

    def remaining(self) -> "models.QuerySet[Any]":
        wanted = Q()
        for each in self.fields:
            wanted |= _held(each) & ~_under(each, settings.SEALING_ACTIVE_KEY)
        return self._with_heads().filter(wanted).only("pk", *(each.attname for each in self.fields))

    def changes(self, row: Any) -> dict[str, Any]:
        found = {each.attname: each.reseal(row) for each in self.fields}
        return {name: token for name, token in found.items() if token is not None}

    def counts(self) -> "Counter[str]":
        found: Counter[str] = Counter()
        for each in self.fields:
            found += self._counts_of(each)
        return found

    def _counts_of(self, each: "SealedField[Any, Any]") -> "Counter[str]":
        keys = list(settings.SEALING_KEYS)
        asked = {f"key_{place}": Count("pk", filter=_under(each, key)) for place, key in enumerate(keys)}
        got = self._with_heads().filter(_held(each)).aggregate(total=Count("pk"), **asked)
        found = Counter({key: got[f"key_{place}"] for place, key in enumerate(keys)})
        found[UNKNOWN] = got["total"] - found.total()
        return found

    def _with_heads(self) -> "models.QuerySet[Any]":
        """The rows with how each token begins; the fields themselves refuse to be looked into."""
        lengths = {len(prefix_of(key)) for key in [*settings.SEALING_KEYS, settings.SEALING_ACTIVE_KEY]}
        heads = {
            _head(each, length): Substr(Cast(F(each.attname), models.TextField()), 1, length)
            for each in self.fields
            for length in lengths
        }
        return self.rows.alias(**heads)


class Sessions(Rows):
    """Everyone's sessions, so that nobody is signed out. One that does not open is empty to the site: it ends."""

    def __init__(self) -> None:
        super().__init__(Session)

    def tokens(self, row: Session) -> list[str]:
        try:
            return [_session_token(row)]
        except Unreadable:
            return []

    def changes(self, row: Session) -> dict[str, Any]:
        token = _session_token(row)
        if key_id_of(token) == settings.SEALING_ACTIVE_KEY:
            return {}
        kept = reseal(token, context=SESSION)
        return {"session_data": signing.dumps(kept, salt=SessionStore().key_salt, serializer=_AsItIs, compress=True)}

    def _unreadable(self, row: Session, done: Batch) -> None:
        row.delete()


class Keyring:
    """The key files of persons."""

    name = "sealing.keyring"

    def counts(self) -> "Counter[str]":
        return Counter(_known(keyring.key_id(owner)) for owner in keyring.owners())

    def bring(self, size: int) -> Iterator[Batch]:
        keyring.sweep_marked()
        owners = keyring.owners()
        while some := list(islice(owners, size)):
            batch = Batch()
            for owner in some:
                try:
                    batch.resealed += keyring.rotate(owner)
                except Unreadable:
                    batch.unreadable.append(f"{self.name} {owner}")
            yield batch


_MORE: list[Callable[[], Place]] = []


def also(place: Callable[[], Place]) -> None:
    """For a room that keeps tokens outside of sealed fields: what makes its place, when asked."""
    _MORE.append(place)


def places() -> list[Place]:
    """Everywhere that sealed values lie."""
    tables = [model for model in apps.get_models(include_auto_created=True) if sealed_fields(model)]
    return [*map(Columns, tables), *(make() for make in _MORE), Sessions(), Keyring()]


def sealed_fields(model: type[models.Model]) -> list["SealedField[Any, Any]"]:
    """The sealed fields that the model's own table holds."""
    if model._meta.proxy or not model._meta.managed:
        return []
    return [each for each in model._meta.local_concrete_fields if isinstance(each, SealedField)]


def rotate(*, size: int, pause: float = 0) -> Iterator[tuple[str, Batch]]:
    """Bring every place to the active key, resting `pause` seconds after each batch; the place's name and the batch."""
    for place in places():
        for number in range(ROUNDS):
            time.sleep(BREATH if number else 0)
            unreadable = 0
            for batch in place.bring(size):
                unreadable += len(batch.unreadable)
                yield place.name, batch
                time.sleep(pause)
            if left_in(place.counts()) <= unreadable:
                break


def left_in(counts: "Counter[str]") -> int:
    """How many values lie under another key than the active one."""
    return counts.total() - counts[settings.SEALING_ACTIVE_KEY]


def _known(key_id: str) -> str:
    return key_id if key_id in settings.SEALING_KEYS else UNKNOWN


def _head(each: "SealedField[Any, Any]", length: int) -> str:
    return f"head_{each.attname}_{length}"


def _held(each: "SealedField[Any, Any]") -> Q:
    return Q(**{f"{each.attname}__isnull": False})


def _under(each: "SealedField[Any, Any]", key: str) -> Q:
    prefix = prefix_of(key)
    return Q(**{_head(each, len(prefix)): prefix})


class _AsItIs:
    """Hands a session's token through, between the signature around it and the seal within."""

    def dumps(self, token: str) -> bytes:
        return token.encode("ascii")

    def loads(self, data: bytes) -> str:
        return data.decode("ascii", "replace")


def _session_token(row: Session) -> str:
    try:
        token: str = signing.loads(row.session_data, salt=SessionStore().key_salt, serializer=_AsItIs)
    except Exception:  # Whatever the session backend takes for an empty session.
        raise Unreadable("The session was not signed here.") from None
    return token
