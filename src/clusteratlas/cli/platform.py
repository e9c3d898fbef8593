"""The way from a command to the platform, which the library itself knows nothing of."""

from importlib import import_module
from typing import Any

import typer

from clusteratlas.cli.printing import console

_OF_THE_EXTRA = (
    "clusteratlas_web",
    "django",
    "allauth",
    "django_tasks",
    "django_tasks_db",
    "gunicorn",
    "psycopg",
    "whitenoise",
)


def platform(module: str) -> Any:
    """A module of the platform, found where it is installed; without the extra `web` the command says how to get it."""
    try:
        return import_module(f"clusteratlas_web.{module}")
    except ModuleNotFoundError as error:
        if error.name and error.name.split(".")[0] in _OF_THE_EXTRA:
            console.print("The platform needs the extra 'web': pip install 'clusteratlas[web]'", highlight=False)
            raise typer.Exit(2) from error
        raise
