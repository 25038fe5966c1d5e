"""Settings. Everything the installation decides comes from the environment or its data folder."""

import os
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.utils.csp import CSP

from pabolo.config.access import ACCESS as ACCESS
from pabolo.config.secret import secret_key
from pabolo.ground.lib.installation import settled_mode
from pabolo.ground.lib.logs import LOGGING as SPARING_LOG

PACKAGE = Path(__file__).resolve().parent.parent
DATA = Path(os.environ.get("PABOLO_DATA", "data")).resolve()
MODE = settled_mode(DATA, os.environ.get("PABOLO_MODE", ""))  # demo | real
KEYS = os.environ.get("PABOLO_KEYS", "demo" if MODE == "demo" else "file")  # | environment
ROOT_SEALED = Path(os.environ.get("PABOLO_ROOT_SEALED", DATA / "keys" / "root.sealed")).resolve()
DEBUG = False
SECRET_KEY = secret_key(DATA)
ALLOWED_HOSTS = os.environ.get("PABOLO_HOSTS", "localhost,127.0.0.1,[::1]").split(",")

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "pabolo.ground.places",
    "pabolo.ground.audit",
    "pabolo.ground.vault",
    "pabolo.ground.policy",
    "pabolo.ground.agencies",
    "pabolo.ground.accounts",
    "pabolo.ground.attachments",
    "pabolo.ground.instruments",
    "pabolo.ground.documents",
    "pabolo.ground.duties",
    "pabolo.programme.network",
    "pabolo.programme.children",
    "pabolo.programme.intake",
    "pabolo.programme.cases",
    "pabolo.programme.referrals",
    "pabolo.programme.rights",
    "pabolo.programme.retention",
    "pabolo.programme.transfers",
    "pabolo.programme.watchlist",
    "pabolo.record.figures",
    "pabolo.record.innovations",
    "pabolo.doors.shared",
    "pabolo.doors.public",
    "pabolo.doors.office",
    "pabolo.doors.village",
    "pabolo.doors.partner",
]

AUTH_USER_MODEL = "accounts.Person"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ROOT_URLCONF = "pabolo.config.urls"
WSGI_APPLICATION = "pabolo.config.wsgi.application"

MIDDLEWARE = [
    "pabolo.doors.shared.middleware.Headers",
    "pabolo.doors.shared.middleware.Transport",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "pabolo.doors.shared.middleware.NoTrace",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "pabolo.doors.shared.accounts.threshold.Threshold",
    "pabolo.doors.shared.gate.Gate",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "pabolo.doors.shared.middleware.Answers",
]
CSRF_FAILURE_VIEW = "pabolo.doors.shared.accounts.late.late_form"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "pabolo.doors.shared.context.site",
            ],
        },
    }
]

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA busy_timeout=20000; "
    "PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON; PRAGMA temp_store=MEMORY;"
)


def _databases() -> dict[str, dict[str, object]]:
    url = os.environ.get("PABOLO_DATABASE_URL", "")
    if not url:
        return {
            "default": {
                "ENGINE": "django.db.backends.sqlite3",
                "NAME": DATA / "pabolo.sqlite3",
                "OPTIONS": {"transaction_mode": "IMMEDIATE", "init_command": SQLITE_PRAGMAS},
                "CONN_MAX_AGE": None,
            }
        }
    parts = urlsplit(url)
    return {
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": parts.path.lstrip("/"),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or ""),
            "PORT": str(parts.port or ""),
            "OPTIONS": {"pool": os.environ.get("PABOLO_POOL", "1") == "1"},
        }
    }


DATABASES = _databases()

LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia"), ("en", "English")]
LOCALE_PATHS = [
    PACKAGE / "locale",
    *(
        PACKAGE / "doors" / door / "locale"
        for door in ("shared", "public", "office", "village", "partner")
    ),
]
TIME_ZONE = "Asia/Jakarta"
USE_TZ = True
USE_I18N = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

LOGIN_URL = "/masuk/"
LOGIN_REDIRECT_URL = "/dinas/"
ACCOUNT_ADAPTER = "pabolo.ground.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGIN_TIMEOUT = 600
# Attempts are counted in accounts.actions.attempts: by account and browser, never by address.
ACCOUNT_RATE_LIMITS = False
ACCOUNT_FORMS = {"login": "pabolo.doors.shared.accounts.forms.SignInForm"}
MFA_ADAPTER = "pabolo.ground.accounts.adapters.FactorAdapter"
MFA_FORMS = {"authenticate": "pabolo.doors.shared.accounts.forms.CodeForm"}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
SESSION_ENGINE = "pabolo.ground.accounts.sessions"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
CSRF_COOKIE_HTTPONLY = True
# Not no-referrer: under it browsers send `Origin: null` with our own forms, which Django refuses.
# The reporters' pages set the stricter one themselves and have no cookie to forge with.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
# Real data travels under TLS only; there is no switch to turn that off. The proxy in front says
# how it was asked, and must set the header itself, whatever the sender wrote into it.
OVER_TLS = MODE == "real"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = OVER_TLS
SECURE_SSL_REDIRECT = OVER_TLS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if OVER_TLS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if OVER_TLS else None
X_FRAME_OPTIONS = "DENY"
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "worker-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}
# A code list that another process changed is noticed after this long.
CODES_FRESH_SECONDS = 60
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 400
FILE_UPLOAD_HANDLERS = ["pabolo.doors.shared.uploads.MemoryOnly"]
LOGGING = SPARING_LOG
