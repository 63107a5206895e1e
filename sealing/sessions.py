"""Sessions hold mobile numbers and codes while someone signs in, so a session row is sealed whole."""

from typing import Any

from django.core.signing import JSONSerializer

from .crypto import open_sealed, seal

CONTEXT = "session"


class SealedSerializer:
    """Django's session serializer. A row that does not open counts as an empty session: Django treats any error so."""

    def dumps(self, obj: Any) -> bytes:
        return seal(JSONSerializer().dumps(obj), context=CONTEXT).encode("ascii")

    def loads(self, data: bytes) -> Any:
        """Raises Unreadable when the row was not written here under a key that is still known."""
        return JSONSerializer().loads(open_sealed(data.decode("ascii", "replace"), context=CONTEXT))
