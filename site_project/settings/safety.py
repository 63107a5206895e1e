"""What production refuses to start on."""

from base64 import b64decode
from binascii import Error as NotBase64

from django.core.exceptions import ImproperlyConfigured


def refuse_unsafe(
    *,
    secret_key: str,
    allowed_hosts: list[str],
    database_engine: str,
    sealing_keys: dict[str, str],
    active_key: str,
    index_key: str,
    gateway_url: str,
    base_url: str,
) -> None:
    """Raise ImproperlyConfigured, naming every unsafe value by its variable and none by its content."""
    faults = {
        "SECRET_KEY: at least 50 characters": len(secret_key) < 50,
        "ALLOWED_HOSTS: the site's own names, no *": not allowed_hosts or "*" in allowed_hosts,
        "DATABASE_URL: PostgreSQL": "postgresql" not in database_engine,
        "SEALING_KEYS: 32 bytes each, as base64": not sealing_keys or not all(map(_is_key, sealing_keys.values())),
        "SEALING_ACTIVE_KEY: one of SEALING_KEYS": active_key not in sealing_keys,
        "SEALING_INDEX_KEY: 32 bytes as base64, none of SEALING_KEYS": not _is_key(index_key)
        or index_key in sealing_keys.values(),
        "SMS_GATEWAY_URL: https": not gateway_url.startswith("https://"),
        "BASE_URL: https": not base_url.startswith("https://"),
    }
    found = [rule for rule, broken in faults.items() if broken]
    if found:
        raise ImproperlyConfigured("Production refuses to start. Set: " + "; ".join(found))


def _is_key(text: str) -> bool:
    try:
        return len(b64decode(text, validate=True)) == 32
    except (NotBase64, ValueError):
        return False
