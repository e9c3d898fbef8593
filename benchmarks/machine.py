"""On what and with what the numbers were measured."""

import datetime
import os
import platform
from importlib.metadata import version
from pathlib import Path

import clusteratlas

_PACKAGES = ("numpy", "pyarrow", "duckdb", "polars")
_PROCESSOR, _MEMORY = Path("/proc/cpuinfo"), Path("/proc/meminfo")


def facts() -> dict[str, str]:
    """Date, machine and versions, in words."""
    return {
        "date": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "processor": f"{_first(_PROCESSOR, 'model name') or platform.machine()}, {os.cpu_count()} cores",
        "memory": _gigabytes(_first(_MEMORY, "MemTotal")),
        "system": f"{platform.system()} {platform.release()}",
        "load at the end": f"{os.getloadavg()[0]:.1f}",
        "Python": platform.python_version(),
        "clusteratlas": clusteratlas.__version__,
        **{name: version(name) for name in _PACKAGES},
    }


def _first(file: Path, name: str) -> str:
    lines = file.read_text().splitlines() if file.is_file() else []
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith(name)), "")


def _gigabytes(memory: str) -> str:
    return f"{int(memory.split(maxsplit=1)[0]) / 1024**2:.1f} GiB" if memory else "unknown"
