"""`python -m benchmarks [--only NAME] [--small] [--rounds N]`: runs, prints and writes the benchmarks."""

import argparse
from pathlib import Path

from benchmarks.contest import ROOT
from benchmarks.registry import BENCHMARKS
from benchmarks.report import as_text, write

INPUTS = ROOT / "build" / "benchmarks"  # made once and used again; git ignores the folder


def main() -> None:
    """Runs what was asked for; only a whole, full-sized run is written down."""
    options = _options()
    chosen = [each for each in BENCHMARKS if options.only in (None, each.name)]
    reports = {}
    for each in chosen:
        print(f"{each.name}: {each.words}", flush=True)
        reports[each.name] = each.run(_folder(options.inputs, options.small), options.small, options.rounds)
        print(as_text(reports[each.name]), flush=True)
    if not options.small and not options.only:
        write(reports, ROOT)


def _folder(inputs: Path, small: bool) -> Path:
    folder = inputs / ("small" if small else "full")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("--only", choices=[each.name for each in BENCHMARKS], help="run this one and write nothing")
    parser.add_argument("--small", action="store_true", help="tiny inputs, to see that everything runs; writes nothing")
    parser.add_argument("--rounds", type=int, default=3, help="runs of each contestant; the fastest counts")
    parser.add_argument("--inputs", type=Path, default=INPUTS, help="folder that inputs are made in and kept")
    return parser.parse_args()


if __name__ == "__main__":
    main()
