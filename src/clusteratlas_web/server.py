"""The web server behind `clusteratlas serve`: gunicorn, started from Python."""

import atexit
import gc
import os
import secrets
from contextlib import nullcontext, suppress
from pathlib import Path
from threading import Thread, main_thread
from time import sleep
from typing import Any

from clusteratlas.errors import NotFoundError
from clusteratlas_web.settings.environment import LOCAL_HOSTS
from clusteratlas_web.worker_beside import worker_beside

KEY_FILE = "secret-key"
MOST_PROCESSES = 4  # unless the operator says so: each opens the editions for itself
# The garbage collector's rounds, by objects made and kept; benchmarks/commons_organisations.py shows what they save.
ROUNDS = (20_000, 50, 100)
FIRST_PAGES = 1.0  # seconds that whoever waits for the server has it alone
# Characters of an address: a region of its own may name a thousand units, and ten thousand are refused with a page.
LONGEST_ADDRESS = 131_072
EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 - compared with, not bound to


def serve(
    host: str,
    port: int,
    home: Path,
    processes: int | None = None,
    threads: int = 4,
    internal: bool = False,
    work: bool = False,
) -> None:
    """Serves the atlases of `home` until it is interrupted; with `internal` editions of confidential figures too.

    Pages are answered by as many processes as are asked for, else as there are processors, `MOST_PROCESSES` at most.
    With `work` a worker runs beside, so that letters leave; it ends with the server.

    The environment goes before: hosts and the secret key are only chosen here where the operator has not set them.
    """
    prepare_environment(host, home)
    here = "127.0.0.1" if host in EVERYWHERE else host
    os.environ.setdefault("CLUSTERATLAS_ADDRESS", f"http://{_address(here, port)}")  # where letters lead back to
    if internal:
        os.environ["CLUSTERATLAS_INTERNAL"] = "1"
    # gunicorn and Django are imported late: the settings are read from the environment when they are imported.
    from clusteratlas_web.foundation.assets import MANIFEST, manifest

    if not manifest():
        raise NotFoundError(f"{MANIFEST} is missing. Build the style sheets and scripts with: npm ci && npm run build")
    options = {
        "bind": _address(host, port),
        "workers": processes or min(os.cpu_count() or 1, MOST_PROCESSES),
        "threads": threads,
        "worker_class": "gthread",
        "limit_request_line": LONGEST_ADDRESS,
        "control_socket_disable": True,  # it would stand in the operator's own folder, outside the home
    }
    with worker_beside(home) if work else nullcontext():
        _application()(options).run()


def _address(host: str, port: int) -> str:
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def prepare_environment(host: str, home: Path) -> None:
    """Chooses what the operator has not set: home, hosts, and a secret key that is kept in the home."""
    named = () if host in EVERYWHERE else (f"[{host}]" if ":" in host else host,)
    os.environ["CLUSTERATLAS_HOME"] = str(home)
    os.environ["DJANGO_SETTINGS_MODULE"] = "clusteratlas_web.settings.base"
    os.environ.setdefault("CLUSTERATLAS_HOSTS", ",".join(dict.fromkeys((*LOCAL_HOSTS, *named))))
    if not os.environ.get("CLUSTERATLAS_SECRET_KEY", "").strip():
        os.environ["CLUSTERATLAS_SECRET_KEY"] = _kept_key(home / KEY_FILE)


def set_up(home: Path) -> None:
    """Django made ready for a command on a home, with settings as a server of this machine has them."""
    import django  # deferred: the settings are read from the environment when Django is set up

    prepare_environment("127.0.0.1", home)
    django.setup()


def _kept_key(file: Path) -> str:
    """The key of a home, made when it is first needed, so that sessions and links of letters outlive a new start."""
    file.parent.mkdir(parents=True, exist_ok=True)
    made = file.with_name(f"{file.name}.{os.getpid()}")
    made.touch(mode=0o600)
    made.write_text(secrets.token_urlsafe(48), encoding="ascii")
    with suppress(FileExistsError):
        os.link(made, file)  # whoever comes first is the one; no other process reads half a key
    made.unlink()
    return file.read_text(encoding="ascii").strip()


def settle() -> None:
    """Loads what every page stands on, takes it out of the rounds of the garbage collector, and makes these rarer.

    A round over the names of all places would halt one page in a hundred for a sixth of a second; the first chart of a
    process would make its reader wait for the engine that draws it.
    """
    from clusteratlas.charts import start_engine  # deferred: commands that serve nothing draw nothing
    from clusteratlas_web.foundation.places import places  # deferred: needs Django set up

    places()
    start_engine()
    gc.collect()
    gc.freeze()
    gc.set_threshold(*ROUNDS)
    atexit.register(gc.unfreeze)


def warm_beside(after: float = FIRST_PAGES) -> Thread:
    """Makes what the search rests on in a thread of its own, once the first pages had their turn.

    A process waits for it when it ends: a thread inside DuckDB or rapidfuzz while Python is taken down brings the
    process down with SIGABRT or SIGSEGV. One that has not begun does not begin.
    """

    def make() -> None:
        sleep(after)
        if not main_thread().is_alive():
            return
        from django.db import connection  # deferred, as what follows: what it loads would hold up the start

        from clusteratlas_web.search.warming import warm

        try:
            warm()
        finally:
            connection.close()

    thread = Thread(target=make, name="search")
    thread.start()
    return thread


def _application() -> Any:
    from gunicorn.app.base import BaseApplication
    from gunicorn.http import message

    # gunicorn takes no larger limit than this, and none at all would let an address fill the memory.
    message.MAX_REQUEST_LINE = LONGEST_ADDRESS + 1

    class Platform(BaseApplication):  # type: ignore[misc]
        """gunicorn with options from Python instead of a file or the command line."""

        def __init__(self, options: dict[str, Any]) -> None:
            self.options = options
            super().__init__()

        def load_config(self) -> None:
            for name, value in self.options.items():
                self.cfg.set(name, value)

        def load(self) -> Any:
            # In the worker: what an edition or the database opens must not be shared between processes.
            from clusteratlas_web.foundation.setup import prepare_database
            from clusteratlas_web.wsgi import application

            prepare_database()
            settle()
            warm_beside()
            return application

    return Platform
