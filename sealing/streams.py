"""Files, sealed in chunks so that none is ever whole in memory.

    magic (4) · salt (16) · chunk · chunk · … · last chunk

Each chunk is AES-256-GCM over 64 KiB under a key derived from the file's key, the salt and the context. The nonce
is the chunk's number and a last-one flag, so a file that is cut, lengthened, reordered or mixed with another one
does not open.
"""

from collections.abc import Iterator
from os import urandom
from typing import Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from .errors import Unreadable

MAGIC = b"SLD1"
SALT_BYTES = 16
CHUNK_BYTES = 64 * 1024
TAG_BYTES = 16


class Readable(Protocol):
    def read(self, size: int, /) -> bytes: ...


class Seekable(Readable, Protocol):
    def seek(self, offset: int, /) -> object: ...


class Writable(Protocol):
    def write(self, chunk: bytes, /) -> object: ...


def seal_stream(source: Readable, target: Writable, *, key: bytes, context: str) -> int:
    """Write `source` sealed to `target`; the number of plain bytes. `context` names what the file belongs to."""
    salt = urandom(SALT_BYTES)
    cipher = _cipher(key, salt, context)
    target.write(MAGIC + salt)
    written = 0
    for number, chunk, last in _chunks(source, CHUNK_BYTES):
        target.write(cipher.encrypt(_nonce(number, last), chunk, None))
        written += len(chunk)
    return written


def open_stream(source: Readable, *, key: bytes, context: str) -> Iterator[bytes]:
    """The plain bytes, chunk by chunk, each proven before it is given.

    Raises Unreadable; when only the end is missing, the chunks before it have been given by then.
    """
    cipher = _cipher_of(source, key, context)
    yield from _opened(_chunks(source, CHUNK_BYTES + TAG_BYTES), cipher)


def open_range(source: Seekable, *, key: bytes, context: str, start: int, length: int) -> Iterator[bytes]:
    """`length` plain bytes from `start` (a place inside the file) on, fewer where it ends; other chunks stay shut.

    Raises Unreadable, as `open_stream` does.
    """
    cipher = _cipher_of(source, key, context)
    first, skipped = divmod(start, CHUNK_BYTES)
    source.seek(len(MAGIC) + SALT_BYTES + first * (CHUNK_BYTES + TAG_BYTES))
    missing = length
    for plain in _opened(_chunks(source, CHUNK_BYTES + TAG_BYTES, first), cipher):
        wanted = plain[skipped : skipped + missing]
        skipped, missing = 0, missing - len(wanted)
        yield wanted
        if not missing:
            return


def _opened(chunks: Iterator[tuple[int, bytes, bool]], cipher: AESGCM) -> Iterator[bytes]:
    for number, chunk, last in chunks:
        try:
            yield cipher.decrypt(_nonce(number, last), chunk, None)
        except (InvalidTag, ValueError):
            raise Unreadable("The sealed file belongs elsewhere or was altered.") from None


def _cipher_of(source: Readable, key: bytes, context: str) -> AESGCM:
    """Read the head of the file; the cipher that opens the rest."""
    header = _read_full(source, len(MAGIC) + SALT_BYTES)
    if len(header) != len(MAGIC) + SALT_BYTES or not header.startswith(MAGIC):
        raise Unreadable("Not a sealed file.")
    return _cipher(key, header[len(MAGIC) :], context)


def _chunks(source: Readable, size: int, number: int = 0) -> Iterator[tuple[int, bytes, bool]]:
    """Number, chunk, whether it is the last. Reads one ahead; an empty source is one empty last chunk."""
    chunk = _read_full(source, size)
    while following := _read_full(source, size):
        yield number, chunk, False
        number, chunk = number + 1, following
    yield number, chunk, True


def _read_full(source: Readable, size: int) -> bytes:
    """`size` bytes unless the source ends: pipes and sockets may give fewer at a time."""
    parts, missing = [], size
    while missing and (part := source.read(missing)):
        parts.append(part)
        missing -= len(part)
    return b"".join(parts)


def _nonce(number: int, last: bool) -> bytes:
    return number.to_bytes(11, "big") + bytes([last])


def _cipher(key: bytes, salt: bytes, context: str) -> AESGCM:
    return AESGCM(HKDF(algorithm=SHA256(), length=32, salt=salt, info=MAGIC + context.encode()).derive(key))
