"""What every environment shares. Secrets and local facts come from the environment alone."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import environ
from csp.constants import NONE, SELF

BASE_DIR = Path(__file__).resolve().parents[2]
env = environ.Env()

VAR_DIR = Path(env("VAR_DIR", default=str(BASE_DIR / "var")))

# --- Rooms, lowest first; tests/test_layers.py holds who may import whom -------------------------
OUR_APPS = [
    "saudi",
    "sealing",
    "audit",
    "content",
    "office",
    "accounts",
    "notifications",
    "attachments",
    "services",
    "policies",
    "people",
    "applications",
    "volunteering",
    "casework",
    "quality",
    "search",
    "home",
]

INSTALLED_APPS = [
    *reversed(OUR_APPS),
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail.api.v2",
    "wagtail",
    "modelcluster",
    "taggit",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.headless",
    "django_fsm",
    "django_tasks",
    "django_tasks_db",
    "rest_framework",
    "corsheaders",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "site_project.middleware.ContentSecurityPolicy",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "accounts.middleware.AnswerTooMany",
    "accounts.middleware.RequireSecondFactor",
    "accounts.middleware.KeepPrivatePagesUncached",
    "applications.typed.middleware.KeepTyped",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
    "content.middleware.AnswerUnconfirmedFacts",
    "attachments.middleware.AnswerErasedPapers",
    "accounts.replays.CarryOutOnce",
]

ROOT_URLCONF = "site_project.urls"
WSGI_APPLICATION = "site_project.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
                "home.context_processors.site_frame",
            ],
        },
    },
]

# --- Data ------------------------------------------------------------------------------------------
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'db.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
    }
    # A named file: the in-memory database ignores WAL and the timeout, so races would lie. Its name has no ending: a
    # worker's database is then named alike by who clones it and by who looks for it (`tools.test_databases`).
    DATABASES["default"]["TEST"] = {"NAME": str(VAR_DIR / "tests_sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": env.cache("CACHE_URL", default="locmemcache://")}

# --- Accounts --------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_request_login_code"
LOGIN_REDIRECT_URL = "home:arrive"
LOGOUT_REDIRECT_URL = "/"
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_FRONTEND_LOGIN_URL = "/accounts/login/code/"
WAGTAIL_PASSWORD_RESET_ENABLED = False

ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"phone", "email"}
ACCOUNT_SIGNUP_FIELDS = ["phone*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "dashed": False, "length": 6}
ACCOUNT_PHONE_VERIFICATION_CODE_FORMAT = {"numeric": True, "dashed": False, "length": 6}
ACCOUNT_FORMS = {
    "login": "accounts.forms.LoginForm",
    "request_login_code": "accounts.forms.RequestLoginCodeForm",
    "confirm_login_code": "accounts.forms.ConfirmLoginCodeForm",
    "reauthenticate": "accounts.forms.PasswordAgainForm",
}
MFA_FORMS = {
    "authenticate": "accounts.forms.AuthenticateForm",
    "reauthenticate": "accounts.forms.ReauthenticateForm",
    "activate_totp": "accounts.forms.ActivateTOTPForm",
    "add_webauthn": "accounts.forms.AddPasskeyForm",
    "login_webauthn": "accounts.forms.LoginPasskeyForm",
    "reauthenticate_webauthn": "accounts.forms.ReauthenticatePasskeyForm",
    "authenticate_webauthn": "accounts.forms.AuthenticatePasskeyForm",
}
# Dotted paths, since the account room stands below the one that sends.
ACCOUNT_CODE_SENDER = "notifications.actions.send_code"
ACCOUNT_NOTIFIER = "notifications.actions.notify_account"
ACCOUNT_LOGIN_TIMEOUT = 30 * 60
ACCOUNT_REAUTHENTICATION_TIMEOUT = 10 * 60
CODE_RESEND_SECONDS = env.int("CODE_RESEND_SECONDS", default=45)
# How often a door may be tried: {door: {pool: [(tries, seconds), …]}}; accounts.limits tells the pools.
SIGN_IN_LIMITS = {
    "code": {
        "pair": [(3, 60), (10, 3600)],
        "address": [(20, 4 * 3600)],
        "device": [(5, 600), (30, 24 * 3600)],
        "place": [(120, 600)],
    },
    "password": {
        "pair": [(5, 300)],
        "address": [(30, 3600)],
        "device": [(10, 600)],
        "place": [(60, 300)],
    },
}
# What anybody may look up by a number, for each place: a whole office behind one address gets along.
LOOK_LIMITS = {"certificate": [(30, 60), (300, 3600)], "day_code": [(30, 60), (200, 3600)]}
# allauth's own counts lie in the cache. What ours hold is left out there; many families share one address.
ACCOUNT_RATE_LIMITS = {
    "login": "600/5m/ip",
    "request_login_code": None,
    # The second step alone: whoever reaches it has passed the first. A passkey opens meanwhile.
    "login_failed": "10/5m/key",
}
MFA_RATE_LIMITS = {"webauthn_login": "120/m/ip"}
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)
MFA_ADAPTER = "accounts.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_USER_VERIFICATION = "required"  # A finger or a PIN: so a passkey alone is two proofs.

# Signing in from another front end: /_allauth/ (docs/decisions/0021-signing-in.md). The site keeps its own pages.
NINJA_PAGINATION_MAX_LIMIT = 100  # rows of a list in one call
HEADLESS_CLIENTS = ("app", "browser")
HEADLESS_TOKEN_STRATEGY = "accounts.tokens.ProvenSessions"  # noqa: S105 (a dotted path)

SESSION_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "applications.typed.views.csrf_failed"  # What was typed is kept all the same.
SESSION_COOKIE_SAMESITE = "Lax"
# Codes and numbers stand in a session while someone signs in: nothing there may be readable.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SESSION_ENGINE = "sealing.sessions"
SESSION_SERIALIZER = "sealing.sessions.SealedSerializer"

# --- Language and place ------------------------------------------------------------------------------
LANGUAGE_CODE = "ar"
LANGUAGES = [("ar", "العربية"), ("en", "English"), ("ur", "اردو"), ("bn", "বাংলা")]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = LANGUAGES[:2]
WAGTAIL_I18N_ENABLED = True
# Ours first, then what the catalogues of others leave out.
BORROWED = ("wagtail", "wagtail_localize", "allauth", "django")
LOCALE_PATHS = [BASE_DIR / "locale", *(BASE_DIR / "locale" / package for package in BORROWED)]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Riyadh"

# --- Files -------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "media"
# Case papers: encrypted by us, never under MEDIA, never served by the web server.
PRIVATE_ROOT = VAR_DIR / "private"
# A key for each person's files: apart from them, from the database and from the backups of both.
KEYRING_ROOT = Path(env("KEYRING_ROOT", default=str(VAR_DIR / "keyring")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024
CLAMD_ADDRESS = env("CLAMD_ADDRESS", default="")
ATTACHMENT_MAX_BYTES = env.int("ATTACHMENT_MAX_BYTES", default=10 * 1024 * 1024)  # one file
ATTACHMENT_MAX_PIXELS = env.int("ATTACHMENT_MAX_PIXELS", default=40_000_000)  # a phone's largest
ATTACHMENT_MAX_FILES = env.int("ATTACHMENT_MAX_FILES", default=6)  # in one place of a form
ATTACHMENT_MAX_TOTAL_BYTES = env.int("ATTACHMENT_MAX_TOTAL_BYTES", default=40 * 1024 * 1024)  # of all of them

# --- Sealing: {key id: 32 bytes as base64}; the first named is used to seal ---------------------------
SEALING_KEYS = env.json("SEALING_KEYS", default={})
SEALING_ACTIVE_KEY = env("SEALING_ACTIVE_KEY", default="")
SEALING_INDEX_KEY = env("SEALING_INDEX_KEY", default="")

# --- Work that waits for the worker --------------------------------------------------------------------
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "ENQUEUE_ON_COMMIT": True}}
WAGTAILLOCALIZE_JOBS = {"BACKEND": "content.jobs.WorkerJobs"}

# What comes back by the clock: (management command, timedelta | "HH:MM" in TIME_ZONE); `keep_schedule` runs it.
SCHEDULE: list[tuple[str, timedelta | str]] = [
    ("publish_due", timedelta(minutes=1)),
    ("scan_quarantined", timedelta(minutes=1)),
    ("recount_days", timedelta(minutes=5)),
    ("offer_places", timedelta(minutes=5)),
    ("remind_of_shifts", timedelta(minutes=10)),
    ("keep_rights", timedelta(minutes=15)),
    ("remind_of_appointments", timedelta(minutes=15)),
    ("sweep_errands", timedelta(minutes=15)),
    ("check_content", "02:10"),
    ("refresh_figures", "02:20"),
    ("refresh_volunteering", "02:25"),
    ("sync_locale_trees", "02:30"),
    ("remind_policy_reviews", "02:40"),
    ("refresh_search_words", "02:50"),
    ("forget_unproven_accounts", "03:00"),
    ("forget_unanswered_invitations", "03:05"),
    ("forget_search_log", "03:10"),
    ("forget_typed", "03:12"),
    ("forget_unanswered_guardians", "03:13"),
    ("apply_retention", "03:15"),
    ("end_shifts", "03:18"),
    ("sweep_private_files", "03:20"),
    ("clearsessions", "03:40"),
    ("warn_of_expiring_papers", "09:10"),  # People are written to by day.
    ("remind_of_yearly_update", "09:20"),
    ("lapse_requests", "09:30"),
    ("keep_registrations", "09:35"),
    ("warn_of_ending_qualifications", "09:15"),
    ("ask_volunteers", "10:30"),
    ("send_digests", "07:30"),
    ("prune_db_task_results", "03:50"),
]

# --- Messages ------------------------------------------------------------------------------------------
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
EMAIL_TIMEOUT = 10  # seconds: a mail server that hangs must not hold up codes
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="no-reply@localhost")
# Who is told when a page breaks: addresses by commas.
ADMINS = [("", address) for address in env.list("ADMINS", default=[])]
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_SUBJECT_PREFIX = "[site] "
SMS_BACKEND = "notifications.sms.ConsoleGateway"
SMS_GATEWAY_URL = env("SMS_GATEWAY_URL", default="")
SMS_GATEWAY_TOKEN = env("SMS_GATEWAY_TOKEN", default="")
# With it the gateway signs its reports of delivery. Empty: none are taken.
SMS_REPORT_SECRET = env("SMS_REPORT_SECRET", default="")

# --- Readers' words about pages: how many one address may send in an hour ------------------------------
HELPFUL_REPORTS_AN_HOUR = env.int("HELPFUL_REPORTS_AN_HOUR", default=20)

# --- Wagtail -------------------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "جمعية الدعوة والإرشاد وتوعية الجاليات بينبع"
WAGTAILADMIN_BASE_URL = env("BASE_URL", default="http://127.0.0.1:8000")
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_USER_TIME_ZONES = ["Asia/Riyadh"]
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "search.backend"}}
WAGTAILIMAGES_IMAGE_MODEL = "content.SitePicture"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "avif"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 8 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000  # A phone's largest; more than this is a bomb or a poster.
WAGTAILIMAGES_AVIF_QUALITY = 60
WAGTAILIMAGES_WEBP_QUALITY = 78
WAGTAILIMAGES_JPEG_QUALITY = 78
WAGTAILEMBEDS_FINDERS: list[dict[str, str]] = []
# A picture of its title for each page that goes public, made by the worker.
SHARE_PICTURES = True

# --- Pages for another front end (docs/headless.md) -----------------------------------------------------
API_MAX_AGE = env.int("API_MAX_AGE", default=60)  # seconds
WAGTAILAPI_LIMIT_MAX = 100
CORS_URLS_REGEX = r"^/api/"
CORS_ALLOWED_ORIGINS = env.list("CORS_ALLOWED_ORIGINS", default=[])
CORS_ALLOW_METHODS = ["GET", "HEAD", "OPTIONS"]
CORS_EXPOSE_HEADERS = ["ETag"]
# Where another front end shows a draft: https://front.example/preview?token={token}. Empty: editors are offered none.
HEADLESS_PREVIEW_URL = env("HEADLESS_PREVIEW_URL", default="")
HEADLESS_PREVIEW_MAX_AGE = env.int("HEADLESS_PREVIEW_MAX_AGE", default=3600)  # seconds

# --- Fences --------------------------------------------------------------------------------------------
X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_REFERRER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [SELF],
    },
}
# Wagtail's admin carries inline scripts and styles of its own, so it has its own, wider policy.
ADMIN_CONTENT_SECURITY_POLICY = {
    **CONTENT_SECURITY_POLICY["DIRECTIVES"],
    "script-src": [SELF, "'unsafe-inline'", "'unsafe-eval'"],
    "style-src": [SELF, "'unsafe-inline'"],
    "img-src": [SELF, "data:", "blob:"],
    "frame-src": [SELF],
    "worker-src": [SELF, "blob:"],
}

# --- What is told when something breaks: where, never what someone had typed -----------------------------
DEFAULT_EXCEPTION_REPORTER = "sealing.reports.BareReporter"
DEFAULT_EXCEPTION_REPORTER_FILTER = "sealing.reports.HideEverything"
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"in_production": {"()": "django.utils.log.RequireDebugFalse"}},
    "formatters": {
        "bare": {"()": "sealing.reports.BareFormatter", "format": "%(asctime)s %(levelname)s %(name)s: %(message)s"},
    },
    "handlers": {
        "console": {"class": "logging.StreamHandler", "level": "WARNING", "formatter": "bare"},
        "admins": {"class": "sealing.reports.BareMail", "level": "ERROR", "filters": ["in_production"]},
    },
    "loggers": {
        "django": {"handlers": ["admins"], "level": "INFO"},
        # Anyone may send a wrong host, all day long: that is a line, not a mail.
        "django.security.DisallowedHost": {"handlers": ["console"], "propagate": False},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
}

# The demo's people sign in with printed passwords: never where real people are served.
DEMO_ALLOWED = False
