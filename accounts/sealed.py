"""The secrets of second factors, for the change of the key that seals them."""

from typing import Any

from allauth.mfa.models import Authenticator
from django.conf import settings

from accounts.adapter import SECOND_FACTOR_CONTEXT
from sealing.crypto import key_id_of, reseal
from sealing.rotation import Rows

SEALED = ("secret", "seed")  # Of the authenticator app, and of the recovery codes.


class SecondFactors(Rows):
    """Tokens among the other values of an authenticator's JSON."""

    def __init__(self) -> None:
        super().__init__(Authenticator)

    def tokens(self, row: Authenticator) -> list[str]:
        return [row.data[name] for name in SEALED if name in row.data]

    def changes(self, row: Authenticator) -> dict[str, Any]:
        old = {name: token for name, token in row.data.items() if name in SEALED and not _is_new(token)}
        new = {name: reseal(token, context=SECOND_FACTOR_CONTEXT) for name, token in old.items()}
        return {"data": row.data | new} if new else {}


def _is_new(token: str) -> bool:
    return key_id_of(token) == settings.SEALING_ACTIVE_KEY
