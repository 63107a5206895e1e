"""Sessions hold mobile numbers and codes while someone signs in, so a session row is sealed whole."""

from datetime import datetime
from typing import Any

from django.contrib.sessions.backends import db
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


class SessionStore(db.SessionStore):
    """Django's sessions in the database; each also knows when it ends, which was read along with it."""

    ends_at: datetime | None = None

    def _get_session_from_db(self) -> Any:
        row = super()._get_session_from_db()  # type: ignore[misc]
        self.ends_at = row.expire_date if row else None
        return row
