"""The server that `clusteratlas serve` starts, on a free port."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest

SOURCE = Path(__file__).resolve().parents[2] / "src"
START = """
import sys
from pathlib import Path
from clusteratlas_web.server import serve
serve(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))
"""


@pytest.fixture
def address(tmp_path: Path) -> Iterator[str]:
    if not (SOURCE / "clusteratlas_web" / "static" / "built" / "manifest.json").is_file():
        pytest.skip("style sheets and scripts are not built: npm ci && npm run build")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    variables = {name: value for name, value in os.environ.items() if not name.startswith(("CLUSTERATLAS_", "DJANGO_"))}
    command = [sys.executable, "-c", START, "127.0.0.1", str(port), str(tmp_path)]
    with subprocess.Popen(command, env=variables | {"PYTHONPATH": str(SOURCE)}, stderr=subprocess.PIPE) as server:
        yield f"http://127.0.0.1:{port}"
        server.send_signal(signal.SIGTERM)
        server.communicate(timeout=20)


def status_of(address: str, host: str | None = None) -> int:
    for _ in range(100):
        try:
            with urlopen(Request(address, headers={"Host": host} if host else {})) as response:
                return int(response.status)
        except HTTPError as answer:
            answer.close()
            return answer.code
        except OSError:
            time.sleep(0.1)  # it is still starting
    raise TimeoutError(address)


def test_it_serves_without_any_setting_and_only_under_its_own_names(address: str) -> None:
    assert status_of(f"{address}/nowhere/") == 404
    assert status_of(f"{address}/nowhere/", host="localhost") == 404
    assert status_of(f"{address}/nowhere/", host="elsewhere.example") == 400
