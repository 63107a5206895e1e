"""A blind index: finds a row by an exact sealed value without keeping the value readable."""

import hmac
from hashlib import sha256

from django.conf import settings

from .crypto import decode_key


def blind(value: str, *, purpose: str) -> str:
    """64 hex digits, the same for the same value and purpose. Normalise the value first: it is compared as it is.

    The purpose, e.g. `people.identity_number`, keeps two columns from being joined by their indexes.
    """
    key = hmac.digest(decode_key(settings.SEALING_INDEX_KEY), purpose.encode(), sha256)
    return hmac.new(key, value.encode("utf-8", "replace"), sha256).hexdigest()
