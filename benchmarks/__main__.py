"""`python -m benchmarks [--only NAME ... [--page FILE]] [--small] [--rounds N]`: runs, prints, writes benchmarks."""

import argparse
from pathlib import Path

from benchmarks.contest import ROOT
from benchmarks.registry import BENCHMARKS
from benchmarks.report import as_page, as_text, write

INPUTS = ROOT / "build" / "benchmarks"  # made once and used again; git ignores the folder


def main() -> None:
    """Runs what was asked for; a whole, full-sized run is written down, a part of one on a page of its own."""
    options = _options()
    chosen = [each for each in BENCHMARKS if not options.only or each.name in options.only]
    reports = {}
    for each in chosen:
        print(f"{each.name}: {each.words}", flush=True)
        reports[each.name] = each.run(_folder(options.inputs, options.small), options.small, options.rounds)
        print(as_text(reports[each.name]), flush=True)
    if not options.small and not options.only:
        write(reports, ROOT)
    if options.page:
        options.page.write_text(as_page(reports))


def _folder(inputs: Path, small: bool) -> Path:
    folder = inputs / ("small" if small else "full")
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    names = [each.name for each in BENCHMARKS]
    parser.add_argument("--only", action="append", choices=names, help="run this one; may be given several times")
    parser.add_argument("--page", type=Path, help="write what was run on a page of its own")
    parser.add_argument("--small", action="store_true", help="tiny inputs, to see that everything runs; writes nothing")
    parser.add_argument("--rounds", type=int, default=3, help="runs of each contestant; the fastest counts")
    parser.add_argument("--inputs", type=Path, default=INPUTS, help="folder that inputs are made in and kept")
    options = parser.parse_args()
    if options.page and options.small:
        parser.error("--page is for numbers that mean something: not with --small")
    return options


if __name__ == "__main__":
    main()
