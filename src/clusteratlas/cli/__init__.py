"""The command line: parses, calls, prints."""

import sys

from clusteratlas.errors import ClusterAtlasError, StorageError

_INTERRUPTED = 130  # what shells expect after Ctrl+C
_STOPPED = "stopped; what was finished is kept, repeat the command to continue"


def main() -> None:
    """Runs the command line; an error is one message and an exit code, with a traceback only after --debug."""
    from clusteratlas.cli.application import app  # deferred: --version and errors should not wait for it

    debug = "--debug" in sys.argv
    arguments = [argument for argument in sys.argv[1:] if argument != "--debug"]
    try:
        app(arguments, standalone_mode=True)
    except (ClusterAtlasError, OSError) as error:  # OSError: the system refuses a path, say for its permissions
        if debug:
            raise
        print(f"error: {error}", file=sys.stderr)
        sys.exit(getattr(error, "exit_code", StorageError.exit_code))
    except KeyboardInterrupt:
        print(_STOPPED, file=sys.stderr)
        sys.exit(_INTERRUPTED)
    except SystemExit as end:  # Typer turns an interruption within a command into this
        if end.code == _INTERRUPTED:
            print(_STOPPED, file=sys.stderr)
        raise
