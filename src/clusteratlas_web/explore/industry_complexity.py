"""How complex an industry is beside the others of its level, and what stands at both ends of that line."""

from dataclasses import dataclass

from django.utils.translation import get_language

from clusteratlas.editions import Edition
from clusteratlas.editions.edition import Row
from clusteratlas.editions.queries import complexity
from clusteratlas.editions.queries.clusters import kinds_of_clusters
from clusteratlas.glossary import Term, column_term
from clusteratlas_web.explore.addresses import Addresses
from clusteratlas_web.explore.naming import Naming
from clusteratlas_web.explore.region.exact import exactly
from clusteratlas_web.explore.wording import TRADED
from clusteratlas_web.foundation.page import Link

MEASURES = ("ubiquity", "product_complexity")


@dataclass(frozen=True)
class MeasureWords:
    """What a measure is called, what it means, and who proposed it."""

    name: str
    meaning: str
    citation: str


@dataclass(frozen=True)
class IndustryComplexity:
    """The industry at each level, the two ends of the line at the first of these, and what the measures mean."""

    levels: list[Row]
    level: str
    highest: list[Link]
    lowest: list[Link]
    measures: list[MeasureWords]
    tells_traded: bool


def read_complexity(
    edition: Edition, industry: str, year: int, to: Addresses, names: Naming
) -> IndustryComplexity | None:
    """The section of an industry's page; None where it is not traded, or not a finest code of the year."""
    found = complexity.places(edition, industry, year)
    if not found:
        return None
    level = next(iter(found))
    highest, lowest = complexity.ends(edition, level, year)
    return IndustryComplexity(
        levels=[_at_level(row, each, industry, year, names) for each, row in found.items()],
        level=names.level_in_text(level),
        highest=[_link(row, to, names) for row in highest],
        lowest=[_link(row, to, names) for row in lowest],
        measures=[_words(column_term(name)) for name in MEASURES],
        tells_traded=TRADED in kinds_of_clusters(edition),
    )


def _at_level(row: Row, level: str, industry: str, year: int, names: Naming) -> Row:
    value = row["product_complexity"]
    return row | {
        "industry": industry,
        "level": level,
        "year": year,
        "level_name": names.level(level),
        "written": "" if value is None else exactly(value, 3),
    }


def _link(row: Row, to: Addresses, names: Naming) -> Link:
    return Link(names.industry(row["industry"]), to.industry(row["industry"]))


def _words(term: Term) -> MeasureWords:
    language = get_language() or "en"
    return MeasureWords(term.label(language), term.meaning(language), term.citation)
