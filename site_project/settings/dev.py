"""A developer's machine: SQLite, console messages, keys made once and kept under var/."""

from .base import *  # noqa: F403
from .base import LOGGING, VAR_DIR, env
from .local_keys import local_keys

DEBUG = env.bool("DEBUG", default=True)
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", *env.list("ALLOWED_HOSTS", default=[])]
INTERNAL_IPS = ["127.0.0.1"]
VAR_DIR.mkdir(parents=True, exist_ok=True)

_keys = local_keys(VAR_DIR / "keys.json")
SECRET_KEY = _keys["secret"]
SEALING_KEYS = {"local": _keys["sealing"]}
SEALING_ACTIVE_KEY = "local"
SEALING_INDEX_KEY = _keys["index"]

# One's own machine tells everything.
DEFAULT_EXCEPTION_REPORTER = "django.views.debug.ExceptionReporter"
DEFAULT_EXCEPTION_REPORTER_FILTER = "django.views.debug.SafeExceptionReporterFilter"
del LOGGING["handlers"]["console"]["formatter"]

DEMO_ALLOWED = True
# Passkeys want https, or a browser's exception for this machine.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True
