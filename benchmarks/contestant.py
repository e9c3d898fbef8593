"""Runs one contestant in a process of its own: `python -m benchmarks.contestant module:function JSON`."""

import importlib
import json
import sys
import time

from benchmarks.peak import peak_megabytes


def main(function: str, arguments: str) -> None:
    """Prints seconds, peak memory and answer as one line of JSON; imports at the top of its module are not timed."""
    module, name = function.split(":")
    work = getattr(importlib.import_module(module), name)
    start = time.perf_counter()
    answer = work(**json.loads(arguments))
    seconds = time.perf_counter() - start
    print(json.dumps({"seconds": seconds, "megabytes": peak_megabytes(), "answer": answer}))


if __name__ == "__main__":
    main(*sys.argv[1:])
