"""The table of presence and fit: the five classes with what stands in each, and every cluster in its class."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import get_language, gettext

from clusteratlas.diagnosis.opportunities.prospects import picture
from clusteratlas.editions.edition import Row
from clusteratlas_web.explore.opportunities.reading import Board

NAMED = 3  # clusters a class names
ORDER = ("strength", "opportunity", "possible-entrant", "weakness", "threat")


@dataclass(frozen=True)
class ProspectClass:
    """A class with its clusters, the most jobs first."""

    code: str
    name: str
    meaning: str
    clusters: list[Row]

    @property
    def employment(self) -> int:
        """Jobs in its clusters."""
        return sum(row["employment"] for row in self.clusters)

    @property
    def largest(self) -> list[Row]:
        """The clusters it names."""
        return self.clusters[:NAMED]


@dataclass(frozen=True)
class Prospects:
    """The classes in their order, the last those in none; the lines that part them."""

    classes: list[ProspectClass]
    fit_cut: float | None
    none: float

    @property
    def drawn(self) -> int:
        """How many clusters the picture shows."""
        return sum(row["presence"] is not None and row["fit"] is not None for row in self.clusters)

    @property
    def clusters(self) -> list[Row]:
        """All of them, class by class."""
        return [row for each in self.classes for row in each.clusters]


def lay_prospects(board: Board) -> Prospects:
    """The classes of a region's clusters; those that are empty stand there too."""
    rows = sorted((_named(board, row) for row in board.prospects), key=lambda row: (-row["employment"], row["cluster"]))
    names, meanings = class_names(), _meanings()
    classes = [_class(code, names[code], meanings[code], rows) for code in ORDER]
    none = _class(None, gettext("None of these"), gettext("neither present nor close, or not known"), rows)
    cuts = [row["fit_cut"] for row in rows if row["fit_cut"] is not None]
    return Prospects([*classes, none], cuts[0] if cuts else None, picture()["none"])


def class_names() -> dict[str, str]:
    """What the classes are called."""
    language = get_language() or "en"
    return {code: said[language] for code, said in picture()["classes"].items()}


def _meanings() -> dict[str, str]:
    return {
        "strength": gettext("strong, and close to what else is strong"),
        "opportunity": gettext("present, and close to what is strong"),
        "possible-entrant": gettext("next to nothing here yet, but close to what is strong"),
        "weakness": gettext("present, but far from what is strong"),
        "threat": gettext("strong, but far from what else is strong"),
    }


def _class(code: str | None, name: str, meaning: str, rows: Sequence[Row]) -> ProspectClass:
    return ProspectClass(
        code or "", name, meaning, [row | {"class_name": name} for row in rows if row["prospect"] == code]
    )


def _named(board: Board, row: Row) -> Row:
    code = row["cluster"]
    return row | {
        "name": board.names.cluster(code),
        "short_name": board.names.short_cluster(code),
        "address": board.to.regional(board.region, code, board.year),
    }
