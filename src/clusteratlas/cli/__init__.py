"""The command line: parses, calls, prints."""

import signal
import sys
from types import FrameType

from clusteratlas.errors import ClusterAtlasError, StorageError

_INTERRUPTED = 130  # what shells expect after Ctrl+C
_STOPPED = "stopped; what was finished is kept, repeat the command to continue"


class _Interruption:
    """Remembers Ctrl+C: DuckDB and Arrow, interrupted while they call Python, raise errors of their own instead."""

    came = False

    def __call__(self, signal_number: int, frame: FrameType | None) -> None:
        self.came = True
        raise KeyboardInterrupt


def main() -> None:
    """Runs the command line; an error is one message and an exit code, with a traceback only after --debug."""
    interruption = _Interruption()
    signal.signal(signal.SIGINT, interruption)
    debug = "--debug" in sys.argv
    try:
        _run([argument for argument in sys.argv[1:] if argument != "--debug"])
    except BaseException as error:
        if interruption.came:
            print(_STOPPED, file=sys.stderr)
            sys.exit(_INTERRUPTED)
        # OSError: the system refuses a path, say for its permissions.
        if debug or not isinstance(error, (ClusterAtlasError, OSError)):
            raise
        print(f"error: {error}", file=sys.stderr)
        sys.exit(getattr(error, "exit_code", StorageError.exit_code))


def _run(arguments: list[str]) -> None:
    from clusteratlas.cli.application import app  # deferred: a second of loading can be interrupted too

    app(arguments, standalone_mode=True)
