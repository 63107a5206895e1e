"""What production refuses to start on."""

from base64 import b64decode
from binascii import Error as NotBase64
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ImproperlyConfigured


def refuse_unsafe(values: Mapping[str, Any]) -> None:
    """Raise ImproperlyConfigured, naming every unsafe value by its variable and none by its content.

    `values` are the settings by name, as the settings module's own `globals()` holds them.
    """
    found = [rule for rule, broken in _faults(values).items() if broken]
    if found:
        raise ImproperlyConfigured("Production refuses to start. Set: " + "; ".join(found))


def _faults(values: Mapping[str, Any]) -> dict[str, bool]:
    secret, hosts, keys = values["SECRET_KEY"], values["ALLOWED_HOSTS"], values["SEALING_KEYS"]
    index = values["SEALING_INDEX_KEY"]
    return {
        "SECRET_KEY: at least 50 characters, many of them different": len(secret) < 50 or len(set(secret)) < 10,
        "ALLOWED_HOSTS: the site's own names, no pattern": not hosts or any(not _is_host(host) for host in hosts),
        "DATABASE_URL: PostgreSQL": "postgresql" not in values["DATABASES"]["default"]["ENGINE"],
        # Rate limits and single-use codes are counted there: by every process in the same place.
        "CACHE_URL: Redis": "redis" not in values["CACHES"]["default"]["BACKEND"].lower(),
        "EMAIL_URL: a mail server": not values["EMAIL_BACKEND"].endswith("smtp.EmailBackend"),
        "DEFAULT_FROM_EMAIL: an address of the association": values["DEFAULT_FROM_EMAIL"].endswith("@localhost"),
        "SEALING_KEYS: 32 bytes each, as base64": not keys or not all(map(_is_key, keys.values())),
        "SEALING_ACTIVE_KEY: one of SEALING_KEYS": values["SEALING_ACTIVE_KEY"] not in keys,
        "SEALING_INDEX_KEY: 32 bytes as base64, none of SEALING_KEYS": not _is_key(index) or index in keys.values(),
        "SEALING_KEYS: names without a colon": any(":" in name for name in keys),
        "KEYRING_ROOT: a folder by its full path, in none of VAR_DIR and the code": _is_beside(values),
        "SMS_GATEWAY_URL: https": not values["SMS_GATEWAY_URL"].startswith("https://"),
        "SMS_GATEWAY_TOKEN: the gateway's own": not values["SMS_GATEWAY_TOKEN"],
        "BASE_URL: https": not values["WAGTAILADMIN_BASE_URL"].startswith("https://"),
        "SECURE_HSTS_SECONDS: more than none": values["SECURE_HSTS_SECONDS"] <= 0,
        "HEADLESS_PREVIEW_URL: https, with {token} in it": not _is_preview(values["HEADLESS_PREVIEW_URL"]),
        "TRUSTED_PROXY_COUNT: how many stand in front, at least one": values["ALLAUTH_TRUSTED_PROXY_COUNT"] < 1,
    }


def _is_host(name: str) -> bool:
    return bool(name) and "*" not in name and not name.startswith(".")


def _is_preview(template: str) -> bool:
    return not template or (template.startswith("https://") and "{token}" in template)


def _is_beside(values: Mapping[str, Any]) -> bool:
    """Whether a copy of the data or of the code would take the keyring along."""
    keyring = values["KEYRING_ROOT"]
    others = [values[name].resolve() for name in ("VAR_DIR", "BASE_DIR", "PRIVATE_ROOT", "MEDIA_ROOT")]
    return not keyring.is_absolute() or any(keyring.resolve().is_relative_to(other) for other in others)


def _is_key(text: str) -> bool:
    try:
        return len(b64decode(text, validate=True)) == 32
    except (NotBase64, ValueError):
        return False
