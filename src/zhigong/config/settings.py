"""Settings: one file; everything that differs between machines comes from the environment."""

from __future__ import annotations

from pathlib import Path

from csp.constants import NONE, SELF

from zhigong.config.env import database, envbool, envint, envlist, envtext

ROOT = Path(__file__).resolve().parents[3]
DATA = Path(envtext("ZHIGONG_DATA", str(ROOT / ".zhigong")))

DEBUG = envbool("ZHIGONG_DEBUG")
DEMO = envbool("ZHIGONG_DEMO")
SECRET_KEY = envtext("SECRET_KEY", "not-for-serving" if not envbool("ZHIGONG_SERVING") else "")
ALLOWED_HOSTS = envlist("ZHIGONG_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = envlist("ZHIGONG_ORIGINS")

# What a person sees of who runs this: never in code, templates or demo text.
DISTRICT_NAME = envtext("ZHIGONG_DISTRICT", "示范区")
FEDERATION_NAME = envtext("ZHIGONG_FEDERATION", "示范区总工会")
PLACE = envtext("ZHIGONG_PLACE", "510100")

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django_htmx",
    "template_partials",
    "pgtrigger",
    "procrastinate.contrib.django",
    "zhigong.foundation.audit",
    "zhigong.foundation.secrets",
    "zhigong.foundation.files",
    "zhigong.foundation.documents",
    "zhigong.foundation.jobs",
    "zhigong.foundation.notify",
    "zhigong.foundation.tables",
    "zhigong.foundation.figures",
    "zhigong.foundation.search",
    "zhigong.foundation.imports",
    "zhigong.foundation.web",
    "zhigong.foundation.clocks",
    "zhigong.foundation.inbox",
    "zhigong.foundation.ui",
    "django.forms",  # after ui, whose templates win
    "zhigong.identity",
    "zhigong.org",
    "zhigong.parameters",
    "zhigong.membership",
    "zhigong.mediation",
    "zhigong.supervision",
    "zhigong.governance",
    "zhigong.portal",
]
AUTH_USER_MODEL = "identity.Account"

MIDDLEWARE = [
    "zhigong.foundation.web.drain.DrainMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "zhigong.foundation.web.policy.PolicyMiddleware",
    "zhigong.identity.web.middleware.SessionMiddleware",
    "zhigong.foundation.web.language.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "zhigong.identity.web.middleware.ActorMiddleware",
    "zhigong.foundation.web.middleware.ActingMiddleware",
]
ROOT_URLCONF = "zhigong.config.urls"
WSGI_APPLICATION = "zhigong.config.wsgi.application"

_COMPILED = (
    "zhigong.foundation.ui.compiled.loader.Loader",
    ["django.template.loaders.app_directories.Loader"],
)
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [("template_partials.loader.Loader", [_COMPILED])],
            "builtins": ["zhigong.foundation.ui.templatetags.ui"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    }
]

FORM_RENDERER = "zhigong.foundation.ui.forms.Renderer"

# The program's role by default; migrations and tests' set-up run as the owner.
_AS_OWNER = envbool("ZHIGONG_AS_OWNER")
_URL = envtext("DATABASE_OWNER_URL") if _AS_OWNER else envtext("DATABASE_URL")
DATABASES = {
    "default": {
        **database(_URL or "postgresql://zhigong_app@127.0.0.1:1/zhigong"),
        "CONN_MAX_AGE": envint("ZHIGONG_CONN_MAX_AGE", 600),
        "CONN_HEALTH_CHECKS": True,
    }
}
# One plan for all values of the few statements that are kept prepared (foundation.statements).
_PLANS = "-c plan_cache_mode=force_generic_plan"
DATABASES["default"]["OPTIONS"].setdefault(
    "options",
    f"-c lock_timeout=3s -c statement_timeout=60s {_PLANS}"
    if not _AS_OWNER
    else "-c lock_timeout=4s",
)
# 0 where a pooler gives each transaction another connection
DATABASES["default"]["KEEPS_STATEMENTS"] = envbool("ZHIGONG_PREPARED", default=True)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
LOCALE_PATHS = [
    ROOT / "src/zhigong" / part / "locale"
    for part in ("kernel", "law", "foundation", "program", "config")
]
LANGUAGE_COOKIE_NAME = "zhigong_language"
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True
FORMAT_MODULE_PATH = ["zhigong.config.formats"]

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 3600
FILES_ROOT = DATA / "files"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_MAX_MEMORY_SIZE = 1_000_000

# Keys of encrypted columns and files: given whole, or a file made once in the data folder.
KEYS = envtext("ZHIGONG_KEYS")
KEYS_FILE = DATA / "keys.json"
SEAL_CIPHER = envtext("ZHIGONG_CIPHER", "sm4-gcm")

# Jobs: found in every module's jobs.py; a schedule missed by less than a day is made up for.
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
PROCRASTINATE_PERIODIC_DEFAULTS = {"max_delay": 86_400}
ACTOR_OF = "zhigong.identity.queries.actor_of_account"

PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]

_HTTPS = envbool("ZHIGONG_HTTPS")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _HTTPS else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _HTTPS
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_NAME = "zhigong_session"
OFFICER_IDLE_MINUTES = envint("ZHIGONG_OFFICER_IDLE_MINUTES", 30)
WORKER_IDLE_DAYS = envint("ZHIGONG_WORKER_IDLE_DAYS", 30)
SMS_URL = envtext("ZHIGONG_SMS_URL")
SMS_TOKEN = envtext("ZHIGONG_SMS_TOKEN")
EMAIL_HOST = envtext("ZHIGONG_EMAIL_HOST")
EMAIL_PORT = envint("ZHIGONG_EMAIL_PORT", 587)
EMAIL_HOST_USER = envtext("ZHIGONG_EMAIL_USER")
EMAIL_HOST_PASSWORD = envtext("ZHIGONG_EMAIL_PASSWORD")
EMAIL_USE_TLS = envbool("ZHIGONG_EMAIL_TLS", default=True)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = envtext("ZHIGONG_EMAIL_FROM", "zhigong@localhost")
PUBLIC_URL = envtext("ZHIGONG_URL").rstrip("/")  # how people reach us, for links in messages
ADDRESS_OF = "zhigong.identity.queries.address_of"
HOLDERS_OF = "zhigong.identity.queries.ids_of_holders"
OIDC_ISSUER = envtext("ZHIGONG_OIDC_ISSUER")
OIDC_CLIENT_ID = envtext("ZHIGONG_OIDC_CLIENT_ID")
OIDC_CLIENT_SECRET = envtext("ZHIGONG_OIDC_CLIENT_SECRET")
OIDC_NAME_CLAIM = envtext("ZHIGONG_OIDC_NAME_CLAIM", "preferred_username")
CSRF_COOKIE_NAME = "zhigong_csrf"
SECURE_HSTS_SECONDS = 31_536_000 if _HTTPS else 0
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
MESSAGE_STORAGE = "zhigong.foundation.web.said.SaidStorage"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": envtext("ZHIGONG_LOG", "INFO")},
    "loggers": {"procrastinate": {"level": "WARNING"}},  # it would print every job's arguments
}
