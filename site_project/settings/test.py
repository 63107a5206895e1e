"""Tests: fixed keys, tasks at once, nothing leaves the machine."""

import os
from base64 import b64encode

from .base import *  # noqa: F403
from .base import VAR_DIR

DEBUG = False
SECRET_KEY = "a fixed key for tests, worth nothing"  # noqa: S105
SEALING_KEYS = {"test": b64encode(b"t" * 32).decode()}
SEALING_ACTIVE_KEY = "test"
SEALING_INDEX_KEY = b64encode(b"i" * 32).decode()
ALLOWED_HOSTS = ["testserver", "127.0.0.1", "localhost"]

VAR_DIR.mkdir(parents=True, exist_ok=True)
_worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
PRIVATE_ROOT = VAR_DIR / "test" / _worker / "private"
KEYRING_ROOT = VAR_DIR / "test" / _worker / "keyring"
MEDIA_ROOT = VAR_DIR / "test" / _worker / "media"

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
SMS_BACKEND = "notifications.sms.MemoryGateway"
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend", "ENQUEUE_ON_COMMIT": False}}

DEMO_ALLOWED = True
SHARE_PICTURES = False  # Their own tests make them; elsewhere they would cost half of the time.
