"""The manifest of an edition: what it was made from and by, what it holds, and the checksum of every file."""

import datetime
import tomllib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import tomli_w

from clusteratlas.diagnosis import RuleBook
from clusteratlas.diagnosis.rule_book import read as read_rule_book
from clusteratlas.errors import DamagedEdition

FILE = "edition.toml"
FORMAT = 4  # raised when tables change so that an older reader would misread them

PUBLIC = "public-source"  # the inputs are published figures already
INTERNAL = "internal"  # the inputs are confidential: nobody else may see the edition


@dataclass(frozen=True)
class Manifest:
    """edition.toml as an object; `plan` is the checksum of everything the tables depend on.

    `vintages` are those of the classification, by year; `currency` is the unit of measures that are money, empty where
    there is none; `withheld` says what bounding found, a block for each year; `rounding` is the unit that figures of a
    measure were each rounded to on their own. `publish_policy` is public-source, internal, or the name of the policy
    that protected its inputs, whose record `policy` is. `definition_texts` are the definition's title, licence, method
    and sources, and the groups of industries it leaves out of every cluster (vintage, names, how many). `rule_books`
    are the rule books as they stood, the first of them being the one its classes in the portfolio follow. `entry_model`
    gave opportunities their probability; it is empty where there is no panel to learn from.
    """

    atlas: str
    name: str
    plan: str
    created: datetime.datetime
    software: str
    source: str
    layout: str
    gazetteer: str
    years: list[int]
    measures: list[str]
    currency: str
    classification: str
    classification_kind: str
    vintages: dict[str, str]
    definition: str
    definition_version: str
    definition_citation: str
    definition_texts: dict[str, Any]
    rule_books: list[dict[str, Any]]
    within: str
    levels: list[str]
    country: str
    publish_policy: str
    title: dict[str, str]
    reference: dict[str, str]
    level_titles: dict[str, dict[str, str]]
    inputs: list[dict[str, Any]]
    withheld: list[dict[str, Any]] = field(default_factory=list)
    entry_model: dict[str, Any] = field(default_factory=dict)
    rounding: dict[str, int] = field(default_factory=dict)
    policy: dict[str, Any] = field(default_factory=dict)
    boundaries: dict[str, Any] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)
    checksums: dict[str, str] = field(default_factory=dict)
    format: int = FORMAT

    @property
    def identity(self) -> str:
        """Atlas and edition in one word, as it is cited: us-2019.1."""
        return f"{self.atlas}-{self.name}"

    @cached_property
    def books(self) -> Mapping[str, RuleBook]:
        """Its rule books by name, in their order, as they were when it was built."""
        read = [read_rule_book(entries) for entries in self.rule_books]
        return {book.name: book for book in read}

    @property
    def book(self) -> RuleBook:
        """The rule book that its classes in the portfolio follow."""
        return next(iter(self.books.values()))

    @property
    def classification_vintages(self) -> list[str]:
        """The vintages of the classification, oldest first."""
        return sorted(set(self.vintages.values()))

    @property
    def is_internal(self) -> bool:
        """Whether it shows confidential figures, and so is for nobody but those who keep them."""
        return self.publish_policy == INTERNAL

    def vintage(self, year: int) -> str:
        """The vintage of the classification in a year."""
        return self.vintages[str(year)]

    @property
    def latest_year(self) -> int:
        """The last year the edition has figures of."""
        return max(self.years)

    def write(self, folder: Path) -> None:
        """Writes edition.toml into the folder."""
        (folder / FILE).write_bytes(tomli_w.dumps(asdict(self)).encode())


def read_manifest(folder: Path) -> Manifest:
    """The manifest of an edition's folder; raises DamagedEdition if it is none."""
    try:
        return Manifest(**tomllib.loads((folder / FILE).read_text(encoding="utf-8")))
    except (ValueError, TypeError) as error:  # not UTF-8, not TOML, or not the fields of a manifest
        raise DamagedEdition(folder.name, [f"{FILE} cannot be read: {error}"]) from error
