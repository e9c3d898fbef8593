"""The web server behind `clusteratlas serve`: gunicorn, started from Python."""

import os
import secrets
from pathlib import Path
from typing import Any

from clusteratlas.errors import NotFoundError
from clusteratlas_web.settings.environment import LOCAL_HOSTS

EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 - compared with, not bound to


def serve(host: str, port: int, home: Path, workers: int = 1, threads: int = 4, internal: bool = False) -> None:
    """Serves the atlases of `home` until it is interrupted; with `internal` editions of confidential figures too.

    The environment goes before: hosts and the secret key are only chosen here where the operator has not set them.
    """
    _prepare(host, home)
    if internal:
        os.environ["CLUSTERATLAS_INTERNAL"] = "1"
    # gunicorn and Django are imported late: the settings are read from the environment when they are imported.
    from clusteratlas_web.foundation.assets import MANIFEST, manifest

    if not manifest():
        raise NotFoundError(f"{MANIFEST} is missing. Build the style sheets and scripts with: npm ci && npm run build")
    options = {
        "bind": _address(host, port),
        "workers": workers,
        "threads": threads,
        "worker_class": "gthread",
        "control_socket_disable": True,  # it would stand in the operator's own folder, outside the home
    }
    _application()(options).run()


def _address(host: str, port: int) -> str:
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def _prepare(host: str, home: Path) -> None:
    named = () if host in EVERYWHERE else (f"[{host}]" if ":" in host else host,)
    os.environ["CLUSTERATLAS_HOME"] = str(home)
    os.environ["DJANGO_SETTINGS_MODULE"] = "clusteratlas_web.settings.base"
    os.environ.setdefault("CLUSTERATLAS_HOSTS", ",".join(dict.fromkeys((*LOCAL_HOSTS, *named))))
    os.environ.setdefault("CLUSTERATLAS_SECRET_KEY", secrets.token_urlsafe(48))


def _application() -> Any:
    from gunicorn.app.base import BaseApplication

    class Platform(BaseApplication):  # type: ignore[misc]
        """gunicorn with options from Python instead of a file or the command line."""

        def __init__(self, options: dict[str, Any]) -> None:
            self.options = options
            super().__init__()

        def load_config(self) -> None:
            for name, value in self.options.items():
                self.cfg.set(name, value)

        def load(self) -> Any:
            # In the worker: what an edition opens must not be shared between processes.
            from clusteratlas_web.wsgi import application

            return application

    return Platform
