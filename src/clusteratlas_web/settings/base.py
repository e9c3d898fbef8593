"""The settings of the platform: no database, no sessions, no cookies; the address says everything."""

import os
from pathlib import Path

from clusteratlas_web.settings.environment import read_environment

_environment = read_environment(os.environ)
_HERE = Path(__file__).resolve().parent.parent

CLUSTERATLAS_HOME = _environment.home
CLUSTERATLAS_INTERNAL = _environment.internal
SECRET_KEY = _environment.secret_key
ALLOWED_HOSTS = list(_environment.hosts)
DEBUG = _environment.debug

ROOT_URLCONF = "clusteratlas_web.urls"
WSGI_APPLICATION = "clusteratlas_web.wsgi.application"
INSTALLED_APPS = ["clusteratlas_web.foundation", "clusteratlas_web.explore"]
DATABASES: dict[str, object] = {}
MIDDLEWARE = [
    "clusteratlas_web.foundation.headers.SecurityHeaders",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "clusteratlas_web.foundation.languages.AddressLanguage",
    "django.middleware.common.CommonMiddleware",
    "clusteratlas_web.foundation.failures.ExplainedFailures",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [_HERE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": [
                "django.templatetags.i18n",
                "clusteratlas_web.foundation.templatetags.figures",
                "clusteratlas_web.foundation.templatetags.frame",
                "clusteratlas_web.foundation.templatetags.naming",
                "clusteratlas_web.explore.templatetags.explained",
                "clusteratlas_web.explore.templatetags.spoken",
            ],
            "context_processors": ["django.template.context_processors.request"],
        },
    }
]

# The languages have their own addresses; the first is at the root.
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("zh-hans", "中文")]
LOCALE_PATHS = [_HERE / "locale"]
USE_I18N = True
TIME_ZONE = "UTC"
USE_TZ = True

# tools/build_assets.mjs names every file by its content, so that a browser may keep it for ever.
STATIC_URL = "/static/"
STATIC_ROOT = _HERE / "static" / "built"
WHITENOISE_IMMUTABLE_FILE_TEST = r"^.+-[A-Z0-9]{8}\.\w+$"
WHITENOISE_ALLOW_ALL_ORIGINS = False
WHITENOISE_USE_FINDERS = False
WHITENOISE_AUTOREFRESH = DEBUG

DEFAULT_CHARSET = "utf-8"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
