"""The sealed files on disk, under PRIVATE_ROOT: random names, readable by the server's account alone."""

import os
import weakref
from collections.abc import Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from secrets import token_hex
from typing import IO, NamedTuple

from django.conf import settings
from django.db import transaction

from sealing.streams import seal_stream


class Written(NamedTuple):
    """What a file became: its name under PRIVATE_ROOT, its plain size in bytes and its SHA-256 in hex."""

    stored_as: str
    size: int
    digest: str


def path_of(stored_as: str) -> Path:
    return Path(settings.PRIVATE_ROOT) / stored_as


def write(content: IO[bytes], *, key: bytes, context: str) -> Written:
    """Seal `content` into a new file that stays only if the current transaction commits."""
    name = token_hex(20)
    stored_as = f"{name[:2]}/{name}"
    path = path_of(stored_as)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    _remove_on_rollback(path)
    source = _Digesting(content)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as target:
        size = seal_stream(source, target, key=key, context=context)
        target.flush()
        os.fsync(target.fileno())
    return Written(stored_as, size, source.digest.hexdigest())


def remove(stored_as: str) -> None:
    """Remove the file; one that is gone already is no error."""
    path_of(stored_as).unlink(missing_ok=True)


def names() -> Iterator[tuple[str, float]]:
    """Every file's name and the time of its last change (seconds since 1970)."""
    for path in Path(settings.PRIVATE_ROOT).glob("??/*"):
        with suppress(FileNotFoundError):
            yield f"{path.parent.name}/{path.name}", path.stat().st_mtime


class _Digesting:
    """Reads on, and remembers the SHA-256 of what passed."""

    def __init__(self, source: IO[bytes]) -> None:
        self.source = source
        self.digest = sha256()

    def read(self, size: int, /) -> bytes:
        chunk = self.source.read(size)
        self.digest.update(chunk)
        return chunk


class _KeepOnCommit:
    """A commit hook that also works backwards: dropped uncalled, as a rollback does, it removes the file."""

    def __init__(self, path: Path) -> None:
        self._undo = weakref.finalize(self, path.unlink, missing_ok=True)
        self._undo.atexit = False  # A process that ends amid a commit keeps the file; sweeping finds a leftover.

    def __call__(self) -> None:
        self._undo.detach()


def _remove_on_rollback(path: Path) -> None:
    transaction.on_commit(_KeepOnCommit(path))
    # First in line: a hook before it that fails would drop it although the transaction was committed.
    hooks = transaction.get_connection().run_on_commit
    hooks.insert(0, hooks.pop())
