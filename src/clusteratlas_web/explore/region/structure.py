"""The structure of a region: how diverse, specialised and complex it is, and where that puts it among its level."""

from dataclasses import dataclass

from django.utils.translation import get_language

from clusteratlas.editions.edition import Row
from clusteratlas.editions.queries import structure
from clusteratlas.glossary import Term, column_term
from clusteratlas_web.explore.region.exact import exactly
from clusteratlas_web.explore.region.profile import Profile
from clusteratlas_web.foundation import numbers

METHOD, TABLE = "structure-computed", "structure"
_COUNTED = ("diversity",)  # whole numbers; the others are indices
_DECIMALS = 3


@dataclass(frozen=True)
class StructureLine:
    """One measure: its name, its figure as written, its place, and what it means."""

    measure: str
    name: str
    figure: str
    rank: int | None
    ranked: int | None
    meaning: str
    formula: str
    citation: str

    @property
    def column(self) -> str:
        """The column of the edition that explains the figure."""
        return f"structure.{self.measure}"


@dataclass(frozen=True)
class Squares:
    """The Herfindahl index with its numbers: the sum of squared jobs by cluster, and all jobs."""

    largest: list[Row]
    squares: int
    total: int

    @property
    def index(self) -> str:
        """The index, as exactly as the numbers beside it give it."""
        return exactly(self.squares / self.total**2)


@dataclass(frozen=True)
class Structure:
    """The lines of the table, and one of them computed."""

    lines: list[StructureLine]
    worked: Squares | None
    level: str


def read_structure(profile: Profile) -> Structure:
    """The structure of a region in its year."""
    found = structure.places(profile.edition, profile.code, profile.level, profile.year)
    lines = [_line(name, column_term(name), found.get(name, {})) for name in structure.MEASURES]
    return Structure(lines if found else [], _worked(profile) if "herfindahl" in found else None, profile.level_name)


def _line(name: str, term: Term, row: Row) -> StructureLine:
    language = get_language() or "en"
    return StructureLine(
        measure=name,
        name=term.label(language),
        figure=_written(name, row["value"]) if row else "",
        rank=row.get("rank"),
        ranked=row.get("ranked"),
        meaning=term.meaning(language),
        formula=term.formula,
        citation=term.citation,
    )


def _written(name: str, value: float) -> str:
    if name in _COUNTED:
        return numbers.count(value)
    return exactly(value, _DECIMALS)


def _worked(profile: Profile) -> Squares:
    jobs = [row["employment"] for row in profile.traded]
    return Squares(profile.traded[:2], sum(each**2 for each in jobs), sum(jobs))
