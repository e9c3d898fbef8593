"""What an operator may set in the environment, and what each setting allows."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from django.core.exceptions import ImproperlyConfigured

YES = ("1", "true", "yes", "on")
NO = ("0", "false", "no", "off")
LOCAL_HOSTS = ("localhost", "127.0.0.1", "[::1]")
SHORTEST_KEY = 32

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


def read_environment(variables: Mapping[str, str]) -> Environment:
    """The settings in `variables`; a bad one is refused with what is allowed."""
    environment = Environment(
        home=_read(variables, "CLUSTERATLAS_HOME", "./atlas", _home),
        secret_key=_read(variables, "CLUSTERATLAS_SECRET_KEY", "", _secret_key),
        hosts=_read(variables, "CLUSTERATLAS_HOSTS", ",".join(LOCAL_HOSTS), _hosts),
        debug=_read(variables, "CLUSTERATLAS_DEBUG", "0", _yes_or_no),
        internal=_read(variables, "CLUSTERATLAS_INTERNAL", "0", _yes_or_no),
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
        shown = "it is not shown here" if name == "CLUSTERATLAS_SECRET_KEY" else f"got {value!r}"
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


def _yes_or_no(value: str) -> bool:
    if value.lower() not in YES + NO:
        raise ValueError(f"allowed are {', '.join(YES)} and {', '.join(NO)}")
    return value.lower() in YES
