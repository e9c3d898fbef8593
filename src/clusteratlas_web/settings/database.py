"""Where people, organisations and programmes are kept: SQLite beside the atlases, or PostgreSQL in service."""

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

SQLITE = "sqlite"
POSTGRESQL = ("postgresql", "postgres")
FILE = "commons.sqlite3"

# Every write takes the lock when it begins, so that two writers wait for each other instead of failing half-way.
_SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
}


def database_settings(address: str, home: Path) -> dict[str, Any]:
    """Django's settings of the database at an address; without one, of the SQLite file in the home.

    `postgresql://user:password@host:port/name`, or `sqlite:///path/to/file`. Raises ValueError with what is allowed.
    """
    if not address:
        return _sqlite(home / FILE)
    parts = urlsplit(address)
    if parts.scheme == SQLITE and parts.path.strip("/"):
        return _sqlite(Path(unquote(parts.path)))
    if parts.scheme in POSTGRESQL and parts.path.strip("/"):
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.strip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or ""),
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": 60,
            "CONN_HEALTH_CHECKS": True,
        }
    raise ValueError("allowed is postgresql://user:password@host:port/name or sqlite:///path/to/file")


def _sqlite(file: Path) -> dict[str, Any]:
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": str(file), "OPTIONS": dict(_SQLITE_OPTIONS)}
