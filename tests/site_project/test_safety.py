"""Production starts on safe values only, and says which one is not without saying what it is."""

import os
import re
import subprocess
import sys
from base64 import b64encode

import pytest

from tests.test_layers import ROOT

SEALING, INDEX = b64encode(b"s" * 32).decode(), b64encode(b"i" * 32).decode()
SAFE = {
    "SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnop",
    "ALLOWED_HOSTS": "yanbu.example",
    "DATABASE_URL": "postgres://site:unspoken@db.example/site",
    "CACHE_URL": "rediscache://cache.example/1",
    "EMAIL_URL": "smtp+tls://site:unspoken@mail.example:587",
    "SEALING_KEYS": f'{{"2026": "{SEALING}"}}',
    "SEALING_ACTIVE_KEY": "2026",
    "SEALING_INDEX_KEY": INDEX,
    "KEYRING_ROOT": "/srv/keyring",
    "SMS_GATEWAY_URL": "https://sms.example/send",
    "SMS_GATEWAY_TOKEN": "unspoken",
    "BASE_URL": "https://yanbu.example",
    "DEFAULT_FROM_EMAIL": "site@yanbu.example",
    "TRUSTED_PROXY_COUNT": "1",
    "SECURE_HSTS_SECONDS": "31536000",
    "HEADLESS_PREVIEW_URL": "https://front.example/preview?token={token}",
}
HAVE_DEFAULTS = {"SECURE_HSTS_SECONDS", "HEADLESS_PREVIEW_URL"}  # And those are safe.
UNSAFE = [
    ("SECRET_KEY", "unspoken-but-short"),
    ("SECRET_KEY", "a" * 64),
    ("ALLOWED_HOSTS", ".unspoken.example"),
    ("CACHE_URL", "dummycache://"),
    ("CACHE_URL", "locmemcache://"),
    ("EMAIL_URL", "consolemail://"),
    ("DEFAULT_FROM_EMAIL", "unspoken@localhost"),
    ("SMS_GATEWAY_TOKEN", ""),
    ("SECURE_HSTS_SECONDS", "0"),
    ("TRUSTED_PROXY_COUNT", "0"),
    ("ALLOWED_HOSTS", ""),
    ("ALLOWED_HOSTS", "*"),
    ("ALLOWED_HOSTS", "yanbu.example,*"),
    ("DATABASE_URL", "sqlite:////tmp/unspoken.sqlite3"),
    ("SEALING_KEYS", "{}"),
    ("SEALING_KEYS", '{"2026": "unspoken"}'),
    ("SEALING_KEYS", f'{{"2026": "{b64encode(b"short").decode()}"}}'),
    ("SEALING_ACTIVE_KEY", "2025"),
    ("SEALING_ACTIVE_KEY", ""),
    ("SEALING_INDEX_KEY", "unspoken"),
    ("SEALING_INDEX_KEY", ""),
    ("SEALING_INDEX_KEY", SEALING),
    ("SEALING_KEYS", f'{{"20:26": "{SEALING}", "2026": "{SEALING}"}}'),
    ("KEYRING_ROOT", ""),
    ("KEYRING_ROOT", "unspoken/keyring"),
    ("KEYRING_ROOT", str(ROOT / "unspoken")),
    ("KEYRING_ROOT", str(ROOT / "var" / "private" / "unspoken")),
    ("KEYRING_ROOT", "/srv/unspoken/../.." + str(ROOT / "var")),
    ("SMS_GATEWAY_URL", "http://unspoken.example/send"),
    ("BASE_URL", "http://unspoken.example"),
    ("HEADLESS_PREVIEW_URL", "http://unspoken.example/{token}"),
    ("HEADLESS_PREVIEW_URL", "https://unspoken.example/"),
]


def start(**variables: str) -> subprocess.CompletedProcess[str]:
    """Import the production settings under these variables and no others of ours."""
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "LD_LIBRARY_PATH") if name in os.environ}
    code = "from site_project.settings import production as p; print(p.DEBUG, p.SESSION_COOKIE_SECURE, p.SMS_BACKEND)"
    command = [sys.executable, "-W", "ignore", "-c", code]
    return subprocess.run(command, cwd=ROOT, env={**kept, **variables}, capture_output=True, text=True, check=False)


def test_safe_values_start():
    done = start(**SAFE)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["False", "True", "notifications.sms.HttpGateway"]


@pytest.mark.parametrize(("name", "value"), UNSAFE)
def test_one_unsafe_value_refuses_and_is_named(name, value):
    done = start(**{**SAFE, name: value})
    assert done.returncode != 0
    assert "ImproperlyConfigured" in done.stderr
    named = set(re.findall(r"(\w+):", done.stderr.strip().splitlines()[-1])) & set(SAFE)
    implied = {"SEALING_ACTIVE_KEY"} if value == "{}" else set()  # Of no keys, none can be the active one.
    assert named == {name} | implied
    assert "unspoken" not in done.stderr


@pytest.mark.parametrize("name", sorted(set(SAFE) - HAVE_DEFAULTS))
def test_a_missing_value_refuses_and_is_named(name):
    done = start(**{given: value for given, value in SAFE.items() if given != name})
    assert done.returncode != 0
    assert name in done.stderr
    assert "unspoken" not in done.stderr


def test_every_unsafe_value_is_named_at_once():
    done = start(**{**SAFE, "SECRET_KEY": "short", "BASE_URL": "http://x.example"})
    assert "SECRET_KEY:" in done.stderr
    assert "BASE_URL:" in done.stderr


def test_debug_cannot_be_turned_on():
    assert start(**SAFE, DEBUG="true").stdout.split()[0] == "False"
