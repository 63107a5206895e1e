"""AES-256-GCM over short values. The token names its key and opens only in the context that it was sealed for.

A key seals at most 2**32 values (nonces are random, 96 bits): add a key and make it active long before that.
"""

from base64 import b64decode, b64encode
from binascii import Error as NotBase64
from functools import lru_cache
from os import urandom

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from .errors import Unreadable

VERSION = "v1"
WRAPPED = "w1"
KEY_BYTES = 32
NONCE_BYTES = 12


def new_key() -> bytes:
    """32 random bytes."""
    return urandom(KEY_BYTES)


def seal(plain: bytes, *, context: str) -> str:
    """`v1:<key id>:<base64 of nonce and ciphertext>` under the active key; never the same twice.

    `context` says where the token belongs, e.g. `people.person.name:<pk>`. Raises ImproperlyConfigured without a key.
    """
    key_id = settings.SEALING_ACTIVE_KEY
    if not key_id or key_id not in settings.SEALING_KEYS:
        raise ImproperlyConfigured("SEALING_ACTIVE_KEY must name one of SEALING_KEYS.")
    nonce = urandom(NONCE_BYTES)
    sealed = _cipher(settings.SEALING_KEYS[key_id]).encrypt(nonce, plain, _bound(key_id, context))
    return f"{VERSION}:{key_id}:{b64encode(nonce + sealed).decode()}"


def open_sealed(token: str, *, context: str) -> bytes:
    """The bytes that `seal` got with the same context. Raises Unreadable for anything else."""
    key_id, body = _parts(token)
    try:
        return _cipher(settings.SEALING_KEYS[key_id]).decrypt(
            body[:NONCE_BYTES], body[NONCE_BYTES:], _bound(key_id, context)
        )
    except InvalidTag:
        raise Unreadable("The sealed value belongs elsewhere or was altered.") from None


def reseal(token: str, *, context: str) -> str:
    """The same bytes under the active key. Raises Unreadable when the token does not open."""
    return seal(open_sealed(token, context=context), context=context)


def prefix_of(key_id: str) -> str:
    """How every token under that key begins, so that a database can tell them apart."""
    return f"{VERSION}:{key_id}:"


def key_id_of(token: str) -> str:
    """The key that the token names, known here or not; "" for what is no token."""
    version, _, rest = token.partition(":")
    return rest.rpartition(":")[0] if version == VERSION else ""


def wrap(plain: bytes, *, key: bytes, context: str) -> str:
    """`w1:<base64 of nonce and ciphertext>` under a key that settings don't name, such as one person's own."""
    nonce = urandom(NONCE_BYTES)
    return f"{WRAPPED}:{b64encode(nonce + AESGCM(key).encrypt(nonce, plain, _wrapped(context))).decode()}"


def unwrap(token: str, *, key: bytes, context: str) -> bytes:
    """The bytes that `wrap` got with the same key and context. Raises Unreadable for anything else."""
    version, _, body = token.partition(":")
    if version != WRAPPED:
        raise Unreadable("Not a wrapped value.")
    raw = _decoded(body)
    try:
        return AESGCM(key).decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], _wrapped(context))
    except InvalidTag:
        raise Unreadable("The wrapped value belongs elsewhere or was altered.") from None


def _parts(token: str) -> tuple[str, bytes]:
    version, _, rest = token.partition(":")
    key_id, _, body = rest.rpartition(":")
    if version != VERSION or key_id not in settings.SEALING_KEYS:
        raise Unreadable("Not a sealed value, or its key is unknown here.")
    return key_id, _decoded(body)


def _decoded(body: str) -> bytes:
    try:
        raw = b64decode(body, validate=True)
    except (NotBase64, ValueError):
        raise Unreadable("The sealed value is damaged.") from None
    if len(raw) < NONCE_BYTES + 16 or b64encode(raw).decode() != body:  # The last digit has bits that say nothing.
        raise Unreadable("The sealed value is cut short or written otherwise.")
    return raw


def _wrapped(context: str) -> bytes:
    return f"{WRAPPED}:{context}".encode()


def _bound(key_id: str, context: str) -> bytes:
    return f"{VERSION}:{key_id}:{context}".encode()


@lru_cache(maxsize=16)
def _cipher(encoded: str) -> AESGCM:
    return AESGCM(decode_key(encoded))


def decode_key(encoded: str) -> bytes:
    """The 32 bytes of a key written as base64. Raises ImproperlyConfigured, never naming the content."""
    try:
        key = b64decode(encoded, validate=True)
    except (NotBase64, ValueError):
        key = b""
    if len(key) != KEY_BYTES:
        raise ImproperlyConfigured("A sealing key must be 32 bytes as base64.")
    return key
