"""A process that is ended while it makes what the search rests on ends well, not inside a thread of native code."""

import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.conftest import environment

PROGRAM = """
import sys, time
from pathlib import Path
from clusteratlas_web.server import set_up, warm_beside
set_up(Path(sys.argv[1]))
began = warm_beside(after=float(sys.argv[2]))
time.sleep(0.5)
"""


@pytest.mark.long
@pytest.mark.parametrize("after", [0.0, 0.6], ids=["under way", "not begun"])
def test_an_end_does_not_break_into_the_warming_of_the_search(sample_home: Path, after: float) -> None:
    command = [sys.executable, "-c", PROGRAM, str(sample_home), str(after)]
    ended = subprocess.run(command, env=environment(sample_home), capture_output=True, text=True, check=False)
    assert ended.returncode == 0, ended.stderr[-2000:]
    assert "FATAL" not in ended.stderr
