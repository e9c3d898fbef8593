"""What an operator may set in the environment, and what each setting allows."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from django.core.exceptions import ImproperlyConfigured

from clusteratlas_web.settings.database import database_settings
from clusteratlas_web.settings.mail import MailServer, mail_server

YES = ("1", "true", "yes", "on")
NO = ("0", "false", "no", "off")
LOCAL_HOSTS = ("localhost", "127.0.0.1", "[::1]")
SHORTEST_KEY = 32
SENDER = "Cluster Atlas <atlas@localhost>"
SECRET = ("CLUSTERATLAS_SECRET_KEY", "CLUSTERATLAS_DATABASE", "CLUSTERATLAS_MAIL", "CLUSTERATLAS_OIDC")

Value = TypeVar("Value")

_HOST = re.compile(r"\.?[a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:.]+\]", re.IGNORECASE)


@dataclass(frozen=True)
class Environment:
    """The settings an operator made, checked."""

    home: Path
    secret_key: str
    hosts: tuple[str, ...]
    debug: bool
    internal: bool = False
    database: dict[str, Any] = field(default_factory=dict)
    mail: MailServer = field(default_factory=MailServer)
    sender: str = ""
    oidc: tuple[str, ...] = ()
    secure: bool = False
    address: str = "http://127.0.0.1:8000"
    administrator: str = ""
    proxies: int = 0
    api_rate: str = "600/m"
    pages: int = 512


def read_environment(variables: Mapping[str, str]) -> Environment:
    """The settings in `variables`; a bad one is refused with what is allowed."""
    home = _read(variables, "CLUSTERATLAS_HOME", "./atlas", _home)
    environment = Environment(
        home=home,
        secret_key=_read(variables, "CLUSTERATLAS_SECRET_KEY", "", _secret_key),
        hosts=_read(variables, "CLUSTERATLAS_HOSTS", ",".join(LOCAL_HOSTS), _hosts),
        debug=_read(variables, "CLUSTERATLAS_DEBUG", "0", _yes_or_no),
        internal=_read(variables, "CLUSTERATLAS_INTERNAL", "0", _yes_or_no),
        database=_read(variables, "CLUSTERATLAS_DATABASE", "", lambda value: database_settings(value, home)),
        mail=_read(variables, "CLUSTERATLAS_MAIL", "", mail_server),
        sender=_read(variables, "CLUSTERATLAS_MAIL_FROM", SENDER, _sender),
        oidc=_read(variables, "CLUSTERATLAS_OIDC", "", _oidc),
        secure=_read(variables, "CLUSTERATLAS_SECURE", "0", _yes_or_no),
        address=_read(variables, "CLUSTERATLAS_ADDRESS", "http://127.0.0.1:8000", _address),
        administrator=_read(variables, "CLUSTERATLAS_ADMINISTRATOR", "", _administrator),
        proxies=_read(variables, "CLUSTERATLAS_PROXIES", "0", _proxies),
        api_rate=_read(variables, "CLUSTERATLAS_API_RATE", "600/m", _rate),
        pages=_read(variables, "CLUSTERATLAS_PAGES", "512", _megabytes),
    )
    elsewhere = [host for host in environment.hosts if host not in LOCAL_HOSTS]
    if environment.internal and elsewhere:
        raise ImproperlyConfigured(
            "CLUSTERATLAS_INTERNAL: internal editions are for this machine only; with it CLUSTERATLAS_HOSTS allows "
            f"{', '.join(LOCAL_HOSTS)} (got {', '.join(elsewhere)})."
        )
    return environment


def _read(variables: Mapping[str, str], name: str, default: str, check: Callable[[str], Value]) -> Value:
    value = variables.get(name, "").strip() or default
    try:
        return check(value)
    except ValueError as problem:
        shown = "it is not shown here" if name in SECRET else f"got {value!r}"
        raise ImproperlyConfigured(f"{name}: {problem} ({shown}).") from problem


def _home(value: str) -> Path:
    home = Path(value).expanduser().resolve()
    if home.exists() and not home.is_dir():
        raise ValueError("allowed is a folder, in which atlases are or will be; this is a file")
    return home


def _secret_key(value: str) -> str:
    if len(value) < SHORTEST_KEY:
        raise ValueError(
            f"allowed is any text of at least {SHORTEST_KEY} characters that nobody can guess, for instance from: "
            "python -c 'import secrets; print(secrets.token_urlsafe(48))'"
        )
    return value


def _hosts(value: str) -> tuple[str, ...]:
    hosts = tuple(host.strip() for host in value.split(",") if host.strip())
    bad = [host for host in hosts if not _HOST.fullmatch(host)]
    if bad or not hosts:
        raise ValueError(
            "allowed are host names separated by commas, without scheme, port or path, such as "
            f"'atlas.example.org,localhost'; not allowed: {', '.join(bad) or 'an empty list'}"
        )
    return hosts


def _sender(value: str) -> str:
    if "@" not in value or "\n" in value:
        raise ValueError("allowed is an address that letters come from, such as 'Cluster Atlas <atlas@example.org>'")
    return value


def _address(value: str) -> str:
    if not re.fullmatch(r"https?://[^/\s]+", value):
        raise ValueError("allowed is where the platform stands, without a path, such as https://atlas.example.org")
    return value


def _administrator(value: str) -> str:
    if value and not re.fullmatch(r"[^@\s]+@[^@\s]+", value):
        raise ValueError("allowed is the e-mail address of the first administrator, or nothing")
    return value.lower()


def _proxies(value: str) -> int:
    if not re.fullmatch(r"[0-9]", value):
        raise ValueError("allowed is how many proxies of yours stand before the platform, 0 to 9")
    return int(value)


def _megabytes(value: str) -> int:
    if not re.fullmatch(r"[0-9]{1,6}", value):
        raise ValueError("allowed is how many megabytes of drawn pages are kept in the home, 0 for none")
    return int(value)


def _rate(value: str) -> str:
    if value != "0" and not re.fullmatch(r"[1-9][0-9]{0,6}/[smh]", value):
        raise ValueError("allowed is how many requests an address may make in a second, minute or hour: 600/m; 0: any")
    return value


def _oidc(value: str) -> tuple[str, ...]:
    """Name, issuer, client and secret of an identity provider."""
    parts = tuple(part.strip() for part in value.split("|")) if value else ()
    if parts and (len(parts) != 4 or not parts[1].startswith("https://") or not all(parts)):
        raise ValueError("allowed is 'name | https://issuer | client | secret' of an OpenID Connect provider")
    return parts


def _yes_or_no(value: str) -> bool:
    if value.lower() not in YES + NO:
        raise ValueError(f"allowed are {', '.join(YES)} and {', '.join(NO)}")
    return value.lower() in YES
