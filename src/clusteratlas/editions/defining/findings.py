"""What a search has found so far, kept in a file beside its target, so that a stopped search is taken up again."""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from clusteratlas.definitions.searching import Configuration, Finding
from clusteratlas.home import one_writer

Keep = Callable[[Finding], None]


@dataclass(frozen=True)
class Kept:
    """The findings of earlier runs on the same ground, and how another is added."""

    known: Mapping[Configuration, Finding]
    keep: Keep


@contextmanager
def kept_findings(target: Path, ground: Mapping[str, Any]) -> Iterator[Kept]:
    """The findings kept for a target; those of another ground (data, similarities, seed) are thrown away.

    The file is removed when the block ends well. Raises BusyHome while another process searches for the same target.
    """
    file = target.with_name(f".{target.name}.search")
    key = hashlib.sha256(json.dumps(ground, sort_keys=True).encode()).hexdigest()
    with one_writer(target):
        known = _read(file, key)
        lines = [json.dumps(key), *map(_line, known.values())]
        file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        with file.open("a", encoding="utf-8") as stream:

            def keep(finding: Finding) -> None:
                if finding.configuration not in known:
                    stream.write(f"{_line(finding)}\n")
                    stream.flush()

            yield Kept(known, keep)
        file.unlink()


def _read(file: Path, key: str) -> dict[Configuration, Finding]:
    if not file.is_file():
        return {}
    rows = [_row(line) for line in file.read_text(encoding="utf-8").splitlines()]
    if not rows or rows[0] != key:
        return {}
    found = [_finding(row) for row in rows[1:] if isinstance(row, list)]
    return {finding.configuration: finding for finding in found}


def _row(line: str) -> Any:
    try:
        return json.loads(line)
    except json.JSONDecodeError:
        return None  # the line a killed process was writing


def _line(finding: Finding) -> str:
    return json.dumps([list(finding.configuration), list(finding.groups), list(finding.scores)])


def _finding(row: list[Any]) -> Finding:
    return Finding(Configuration(*row[0]), tuple(row[1]), tuple(row[2]))
