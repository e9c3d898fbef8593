"""Every error Cluster Atlas raises: the class is the situation, the fields are the facts, the message says what to do.

ClusterAtlasError
├── InputError (also ValueError)      what came in cannot be used
│   ├── UnreadableFile                truncated, empty, wrongly encoded or not the stated format
│   ├── WrongColumns                  a table lacks columns, or has one of another type
│   ├── BadCells                      cells break a rule; at most five are shown, all are counted
│   ├── UnknownCode                   a code is not in its classification
│   ├── UnitsRefused                  regions that cannot be put together into a custom region
│   └── UnknownChoice                 an argument is none of the allowed words
├── NotFoundError (also LookupError)  what was asked for is not there
│   ├── NoSuchAtlas
│   ├── NoSuchEdition
│   ├── NoSuchEntry                   a region, cluster or industry an edition does not have
│   └── NoRecords                     nothing has been imported from a source
└── StorageError (also OSError)       the disk, or what stands on it, is at fault
    ├── DiskFull
    ├── DamagedEdition                a file differs from its checksum, or is missing
    ├── UnsafeEdition                 an edition shows what its publish policy protects
    ├── EditionExists                 editions are immutable
    ├── BusyHome                      another process is writing the same thing
    └── FetchFailed                   a file could not be fetched from its producer
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

SHOWN = 5  # offending cells named in a message; the count is always given


class ClusterAtlasError(Exception):
    """Anything Cluster Atlas refuses or fails to do."""

    exit_code = 1


class InputError(ClusterAtlasError, ValueError):
    """What came in cannot be used; nothing of it was kept."""

    exit_code = 2


class NotFoundError(ClusterAtlasError, LookupError):
    """What was asked for is not there."""

    exit_code = 3

    def __str__(self) -> str:
        # LookupError quotes its argument; a sentence must not be quoted.
        return str(self.args[0]) if self.args else ""


class StorageError(ClusterAtlasError, OSError):
    """The disk, or what stands on it, is at fault."""

    exit_code = 4


class UnreadableFile(InputError):
    """A file is truncated, empty, wrongly encoded or not what its name says."""

    def __init__(self, file: Path | str, reason: str, remedy: str) -> None:
        self.file, self.reason, self.remedy = Path(file), reason, remedy
        super().__init__(f"{self.file.name}: {reason} {remedy} Nothing was stored.")


class WrongColumns(InputError):
    """A table lacks columns, or a column has another type than its schema says."""

    def __init__(self, where: str, problems: Sequence[str], found: Sequence[str]) -> None:
        self.where, self.problems, self.found = where, list(problems), list(found)
        super().__init__(f"{where}: {'; '.join(problems)}. Columns found: {', '.join(found) or 'none'}.")


@dataclass(frozen=True)
class BadCell:
    """One offending cell: its row (the first line of data is row 1; 0 for none), column, value, rule, nearest code."""

    row: int
    column: str
    value: str
    rule: str
    nearest: str | None = None

    def __str__(self) -> str:
        hint = f"; nearest known: {self.nearest}" if self.nearest else ""
        row = f"row {self.row:,}, " if self.row else ""
        return f"{row}column {self.column}: {self.value!r} {self.rule}{hint}"


class BadCells(InputError):
    """Cells break a rule; the first five are shown and all are counted."""

    def __init__(self, where: str, cells: Sequence[BadCell], count: int, remedy: str = "Nothing was stored.") -> None:
        self.where, self.cells, self.count = where, list(cells[:SHOWN]), count
        more = f"\n  and {count - len(self.cells):,} more" if count > len(self.cells) else ""
        lines = "".join(f"\n  {cell}" for cell in self.cells)
        noun = "cell breaks" if count == 1 else "cells break"
        super().__init__(f"{where}: {count:,} {noun} a rule. {remedy}{lines}{more}")


class UnknownCode(InputError):
    """A code is not in its classification."""

    def __init__(self, code: str, classification: str, nearest: str | None = None) -> None:
        self.code, self.classification, self.nearest = code, classification, nearest
        hint = f" The nearest known code is {nearest}." if nearest else ""
        super().__init__(f"{code!r} is not a code of {classification}.{hint}")


class UnknownChoice(InputError):
    """An argument is none of the allowed words."""

    def __init__(self, argument: str, value: object, allowed: Sequence[str]) -> None:
        self.argument, self.value, self.allowed = argument, value, list(allowed)
        super().__init__(f"{argument}={value!r} is not known. Choose one of: {', '.join(allowed)}.")


class UnitsRefused(InputError):
    """Regions cannot be put together: none, too many, one twice, of several levels, or not written as they must be."""

    NONE, MANY, TWICE, LEVELS, FORM = "none", "many", "twice", "levels", "form"

    def __init__(self, why: str, codes: Sequence[str] = (), most: int = 0, count: int | None = None) -> None:
        self.why, self.codes, self.most = why, list(codes[:SHOWN]), most
        self.count = len(codes) if count is None else count
        named = ", ".join(self.codes) + (f" and {self.count - SHOWN:,} more" if self.count > SHOWN else "")
        sentences = {
            self.NONE: "Name at least one region.",
            self.MANY: f"{self.count:,} regions are too many; a custom region has at most {most:,}.",
            self.TWICE: f"Named twice: {named}. Name each region once.",
            self.LEVELS: f"{named} are regions of other levels than the first. Take regions of one level, so that none "
            "counts another.",
            self.FORM: "They are written as the level, a hyphen, and codes with full stops between them.",
        }
        super().__init__(f"custom region: {sentences[why]}")


class CannotProtect(InputError):
    """A publish policy cannot be kept: protected figures are published already, or nothing stands between them."""

    def __init__(self, records: str, problems: Sequence[str]) -> None:
        self.records, self.problems = records, list(problems)
        lines = "".join(f"\n  {problem}" for problem in self.problems)
        super().__init__(f"{records} cannot be protected under this policy. Nothing was stored.{lines}")


class SumRefused(InputError):
    """A sum would show a figure that a publish policy protects; the reason is a sentence for the reader."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"This sum may not be shown. {reason}")


class NoSuchAtlas(NotFoundError):
    """The home folder holds no atlas of this name."""

    def __init__(self, atlas: str, home: Path, known: Sequence[str]) -> None:
        self.atlas, self.home, self.known = atlas, home, list(known)
        there = f"There are: {', '.join(known)}." if known else "There is none yet."
        super().__init__(f"{home} has no atlas {atlas!r}. {there} Build it with: clusteratlas build {atlas}")


class NoSuchEdition(NotFoundError):
    """The atlas has no edition of this name."""

    def __init__(self, atlas: str, edition: str, known: Sequence[str]) -> None:
        self.atlas, self.edition, self.known = atlas, edition, list(known)
        there = f"Its editions are: {', '.join(known)}." if known else "It has none yet."
        super().__init__(f"Atlas {atlas!r} has no edition {edition!r}. {there}")


class NoSuchEntry(NotFoundError):
    """An edition has no region, cluster or industry of this code."""

    def __init__(self, kind: str, code: str, edition: str, nearest: str | None = None) -> None:
        self.kind, self.code, self.edition, self.nearest = kind, code, edition, nearest
        hint = f" The nearest known code is {nearest}." if nearest else ""
        super().__init__(f"Edition {edition} has no {kind} {code!r}.{hint}")


class NoRecords(NotFoundError):
    """Nothing has been imported from a source."""

    def __init__(self, source: str, home: Path) -> None:
        self.source, self.home = source, home
        super().__init__(f"{home} holds no records of {source!r}. Import them with: clusteratlas import {source} FILE")


class DiskFull(StorageError):
    """There is no room to write; what was being written has been removed."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(
            f"No space left while writing {path}. What was there before is unchanged; make room and repeat."
        )


class DamagedEdition(StorageError):
    """A file of an edition differs from its checksum, or is missing."""

    def __init__(self, edition: str, problems: Sequence[str]) -> None:
        self.edition, self.problems = edition, list(problems)
        shown = "".join(f"\n  {problem}" for problem in self.problems[:SHOWN])
        super().__init__(f"Edition {edition} is damaged, {len(self.problems)} problem(s). Rebuild it.{shown}")


class UnsafeEdition(StorageError):
    """An edition shows a figure more closely than its publish policy allows."""

    def __init__(self, edition: str, problems: Sequence[str]) -> None:
        self.edition, self.problems = edition, list(problems)
        shown = "".join(f"\n  {problem}" for problem in self.problems[:SHOWN])
        super().__init__(f"Edition {edition} is not safe to show. Withdraw it and protect the register anew.{shown}")


class EditionExists(StorageError):
    """Editions are immutable: a name is used once."""

    def __init__(self, atlas: str, edition: str) -> None:
        self.atlas, self.edition = atlas, edition
        super().__init__(
            f"Atlas {atlas!r} already has an edition {edition!r} and editions do not change. Choose another name."
        )


class BusyHome(StorageError):
    """Another process is writing the same thing."""

    def __init__(self, what: Path) -> None:
        self.what = what
        super().__init__(f"Another process is writing {what}. Wait for it to end, then repeat.")


class FetchFailed(StorageError):
    """A file could not be fetched from its producer: no connection, no such file, or cut short each time."""

    def __init__(self, address: str, reason: str, remedy: str) -> None:
        self.address, self.reason, self.remedy = address, reason, remedy
        super().__init__(f"{address}: {reason} {remedy}")
