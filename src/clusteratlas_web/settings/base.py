"""The settings of the platform: pages of the atlas know no cookie, the commons has people."""

import os
from pathlib import Path

from clusteratlas_web.settings.environment import read_environment
from clusteratlas_web.settings.provider import provider_settings

_environment = read_environment(os.environ)
_HERE = Path(__file__).resolve().parent.parent

CLUSTERATLAS_HOME = _environment.home
CLUSTERATLAS_INTERNAL = _environment.internal
CLUSTERATLAS_PAGES = _environment.pages  # megabytes
CLUSTERATLAS_API_RATE = _environment.api_rate
SECRET_KEY = _environment.secret_key
ALLOWED_HOSTS = list(_environment.hosts)
DEBUG = _environment.debug

ROOT_URLCONF = "clusteratlas_web.urls"
WSGI_APPLICATION = "clusteratlas_web.wsgi.application"
INSTALLED_APPS = [
    "clusteratlas_web.foundation",
    "clusteratlas_web.accounts",
    "clusteratlas_web.registry",
    "clusteratlas_web.contributions",
    "clusteratlas_web.programmes",
    "clusteratlas_web.selection",
    "clusteratlas_web.designations",
    "clusteratlas_web.explore",
    "clusteratlas_web.stories",
    "clusteratlas_web.search",
    "clusteratlas_web.api",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.auth",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "django_tasks",
    "django_tasks_db",
]
DATABASES = {"default": _environment.database}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "kept"}}
MIDDLEWARE = [
    "clusteratlas_web.api.gateway.ApiGateway",
    "clusteratlas_web.foundation.headers.SecurityHeaders",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "clusteratlas_web.foundation.languages.AddressLanguage",
    "clusteratlas_web.foundation.requests.LargestRequest",
    "django.middleware.common.CommonMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "clusteratlas_web.foundation.forms_mark.FormsMark",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
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
                "clusteratlas_web.explore.templatetags.compared",
                "clusteratlas_web.explore.templatetags.explained",
                "clusteratlas_web.explore.templatetags.spoken",
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "clusteratlas_web.foundation.forms_mark.mark",
            ],
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

# Signing in. The session holds who somebody is and the mark of forms; only pages of the commons look at it, and it is
# the only cookie.
AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("MinimumLengthValidator", {"min_length": 12}),
        ("UserAttributeSimilarityValidator", {"user_attributes": ("name", "email")}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "accounts:me"
LOGOUT_REDIRECT_URL = "account_login"
SESSION_COOKIE_NAME = "clusteratlas"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = _environment.secure
CSRF_USE_SESSIONS = True
CSRF_TRUSTED_ORIGINS = [_environment.address]
CSRF_FAILURE_VIEW = "clusteratlas_web.foundation.failures.forged"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SECURE_HSTS_SECONDS = 0  # the proxy that ends TLS says it

# django-allauth: by e-mail address and password, confirmed by letter; known and unknown addresses hear the same.
ACCOUNT_ADAPTER = "clusteratlas_web.accounts.adapter.Adapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_FORMS = {
    name: f"clusteratlas_web.accounts.forms.{form}"
    for name, form in (
        ("login", "SignInForm"),
        ("signup", "SignUpForm"),
        ("reset_password", "ResetPasswordForm"),
        ("reset_password_from_key", "NewPasswordForm"),
        ("change_password", "ChangePasswordForm"),
        ("set_password", "SetPasswordForm"),
        ("reauthenticate", "ConfirmPasswordForm"),
        ("add_email", "ChangeAddressForm"),
        ("change_email", "ChangeAddressForm"),
    )
}
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "10/m/ip,60/h/ip,5/5m/key,20/d/key",
    "signup": "20/h/ip",
    "reset_password": "20/h/ip,5/h/key",
    "reset_password_from_key": "20/m/ip",
    "confirm_email": "1/3m/key",
    "change_password": "5/m/user",
    "manage_email": "10/m/user",
    "reauthenticate": "10/m/user",
}
ALLAUTH_TRUSTED_PROXY_COUNT = _environment.proxies
MFA_ADAPTER = "clusteratlas_web.accounts.adapter.SecondFactorAdapter"
MFA_TOTP_ISSUER = "Cluster Atlas"
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "clusteratlas_web.accounts.forms.CodeForm",
    "reauthenticate": "clusteratlas_web.accounts.forms.ConfirmCodeForm",
    "activate_totp": "clusteratlas_web.accounts.forms.SetUpAppForm",
}
OIDC = _environment.oidc
SOCIALACCOUNT_ADAPTER = "clusteratlas_web.accounts.adapter.ProviderAdapter"
SOCIALACCOUNT_PROVIDERS = provider_settings(OIDC)
SOCIALACCOUNT_FORMS = {"signup": "clusteratlas_web.accounts.forms.ProviderSignUpForm"}
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False  # an address alone proves nothing about an account that exists here

# Whoever confirms this address becomes administrator: how the first one comes to be.
ADMINISTRATOR = _environment.administrator

# Where letters lead back to.
PUBLIC_ADDRESS = _environment.address

# Letters wait in the outbox; the worker hands them to the mail server, or writes them into a folder.
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if _environment.mail.host else 'filebased'}.EmailBackend"
EMAIL_FILE_PATH = CLUSTERATLAS_HOME / "mail"
EMAIL_HOST, EMAIL_PORT = _environment.mail.host, _environment.mail.port
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _environment.mail.user, _environment.mail.password
EMAIL_USE_SSL, EMAIL_USE_TLS = _environment.mail.tls, _environment.mail.starttls
EMAIL_TIMEOUT = 30
DEFAULT_FROM_EMAIL = _environment.sender

# What people upload is kept outside every folder that is served, and handed out by a view that asks who may.
MEDIA_ROOT = CLUSTERATLAS_HOME / "media"
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_000_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000

DEFAULT_CHARSET = "utf-8"
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
