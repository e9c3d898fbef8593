"""What the query of an address may choose, and the refusal of anything else."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest

from clusteratlas.editions import Edition
from clusteratlas.errors import UnknownChoice


@dataclass(frozen=True)
class Option:
    """One choice of a list."""

    value: str
    label: str
    selected: bool


@dataclass(frozen=True)
class Chosen:
    """Level and year of a page."""

    level: str
    year: int


def one_of(request: HttpRequest, name: str, allowed: Sequence[str], otherwise: str | None = None) -> str:
    """The word a query gives for a name, else the first allowed one; raises UnknownChoice."""
    value = request.GET.get(name) or otherwise or allowed[0]
    if value not in allowed:
        raise UnknownChoice(name, value, list(allowed))
    return value


def chosen_year(request: HttpRequest, edition: Edition) -> int:
    """The year a query asks for, else the latest."""
    return int(one_of(request, "year", [str(year) for year in reversed(edition.years)]))


def chosen(request: HttpRequest, edition: Edition) -> Chosen:
    """The level and year a query asks for, else the first level and the latest year."""
    return Chosen(one_of(request, "level", edition.manifest.levels), chosen_year(request, edition))


def year_before(edition: Edition, year: int) -> int | None:
    """The year before, if the edition has it."""
    return year - 1 if year - 1 in edition.years else None
