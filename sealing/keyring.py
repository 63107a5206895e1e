"""A key for each person's files, in small files of its own: outside the database, the private files and the code.

    KEYRING_ROOT/<two digits>/<owner>.key     the key, sealed under the active sealing key and bound to the owner
    KEYRING_ROOT/<two digits>/<owner>.erased  the owner's key was erased, and none is made again

Whoever erases the key makes the owner's files unreadable in every backup of database and files. The mark of an
erasure outlives a restored keyring: a key beside it counts as erased.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_bytes, token_hex
from uuid import UUID

from django.conf import settings

from .crypto import KEY_BYTES, key_id_of, new_key, open_sealed, reseal, seal
from .errors import Erased, Unreadable

LONGEST = 1024  # bytes; a key file holds one token


def key_for(owner: UUID) -> bytes:
    """The owner's 32 bytes, made when there are none: two at once get the same. Raises Erased, Unreadable."""
    with suppress(FileNotFoundError):
        return _read(owner)
    with _alone():
        if not _path(owner).exists():
            _refuse_erased(owner)
            _write(_path(owner), seal(new_key(), context=_context(owner)))
    return _read(owner)


def key_of(owner: UUID) -> bytes:
    """The key that the owner has. Raises Erased; Unreadable for none, a damaged one or one of another owner."""
    try:
        return _read(owner)
    except FileNotFoundError:
        raise Unreadable("The owner has no key here.") from None


def exists(owner: UUID) -> bool:
    return _path(owner).exists() and not is_erased(owner)


def is_erased(owner: UUID) -> bool:
    return _mark(owner).exists()


def erase(owner: UUID) -> None:
    """Destroy the key for good, whether or not there is one; a repeat does no harm."""
    with _alone():
        _mark(owner).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _mark(owner).touch(mode=0o600)
        _sync(_mark(owner).parent)  # The mark first: a crash after it leaves a key that nobody is given.
        with suppress(FileNotFoundError):
            _overwrite(_path(owner))
            _path(owner).unlink()
        _sync(_mark(owner).parent)


def owners() -> Iterator[UUID]:
    """Everyone with a key that is not erased, in a fixed order."""
    for path in sorted(Path(settings.KEYRING_ROOT).glob("??/*.key")):
        with suppress(ValueError):
            if not is_erased(owner := UUID(path.stem)):
                yield owner


def key_id(owner: UUID) -> str:
    """The sealing key under which the owner's key lies; "" for a file that is no token or gone."""
    with suppress(FileNotFoundError, Unreadable):
        return key_id_of(_token(owner))
    return ""


def rotate(owner: UUID) -> bool:
    """Bring the owner's key file to the active sealing key; whether that was needed. Raises Unreadable."""
    with _alone():
        if not exists(owner) or key_id(owner) == settings.SEALING_ACTIVE_KEY:
            return False
        _write(_path(owner), reseal(_token(owner), context=_context(owner)))
        return True


def sweep_marked() -> int:
    """Destroy keys that a restored copy of the keyring brought back beside the mark of their erasure; how many."""
    back = [path for path in Path(settings.KEYRING_ROOT).glob("??/*.key") if path.with_suffix(".erased").exists()]
    for path in back:
        erase(UUID(path.stem))
    return len(back)


def _read(owner: UUID) -> bytes:
    _refuse_erased(owner)
    try:
        key = open_sealed(_token(owner), context=_context(owner))
    except (FileNotFoundError, Unreadable):
        _refuse_erased(owner)  # While it was read: half overwritten, or gone.
        raise
    if len(key) != KEY_BYTES:
        raise Unreadable("The key file holds something else.")
    return key


def _token(owner: UUID) -> str:
    with _path(owner).open("rb") as file:
        return file.read(LONGEST).decode("ascii", "replace")


def _refuse_erased(owner: UUID) -> None:
    if is_erased(owner):
        raise Erased("The owner's key was erased.")


def _path(owner: UUID) -> Path:
    return Path(settings.KEYRING_ROOT) / owner.hex[-2:] / f"{owner}.key"


def _mark(owner: UUID) -> Path:
    return _path(owner).with_suffix(".erased")


def _context(owner: UUID) -> str:
    return f"keyring:{owner}"


def _write(path: Path, token: str) -> None:
    """The whole file or none, even when the machine stops amid it."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_name(f".{token_hex(8)}")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(token)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    _sync(path.parent)
    _sync(path.parent.parent)


def _overwrite(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(token_bytes(path.stat().st_size))
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def _alone() -> Iterator[None]:
    """One at a time over all processes: who makes, erases or rotates a key does not undo what another does."""
    root = Path(settings.KEYRING_ROOT)
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    handle = os.open(root / ".lock", os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
