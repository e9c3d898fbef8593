"""A custom region: regions of one level put together, measured as one and ranked among the regions of a level."""

from dataclasses import replace
from typing import Any

from django.utils.translation import gettext_noop as said

from clusteratlas.editions.custom_region import MOST_UNITS
from clusteratlas_web.api.answering import Rows
from clusteratlas_web.api.asked import Asked, edition_document, edition_rows
from clusteratlas_web.api.atlas import compared_shapes as shapes
from clusteratlas_web.api.atlas.subjects import COMPARISON
from clusteratlas_web.api.parameters import LEVEL, RULES, YEAR, text
from clusteratlas_web.api.schemas import EDITION, by_key, document, every, some
from clusteratlas_web.api.taken import rows_of
from clusteratlas_web.explore.custom_regions.address import LONGEST_CODE
from clusteratlas_web.explore.custom_regions.clusters import few_ranked
from clusteratlas_web.explore.custom_regions.parts import only_apart, only_together
from clusteratlas_web.explore.custom_regions.reading import CustomPage, read_custom
from clusteratlas_web.explore.custom_regions.taken import PORTFOLIO, UNITS, taken_table

_UNITS = text(
    "units",
    f"The regions that are put together, at most {MOST_UNITS}: their level, a hyphen, and the ends of their codes with "
    "full stops between them.",
    "metro-48620.11460",
    longest=(LONGEST_CODE + 1) * MOST_UNITS,
    must=True,
)
_RANKED = replace(LEVEL, name="ranked", meaning="The level it is ranked in; that of its regions if none is given.")
_NAME = text("name", "What charts and files call it.", "Southern Kansas", longest=80)
CUSTOM = (_UNITS, _RANKED, YEAR, RULES, _NAME)
_FIGURES = (
    "Its totals, growth, strong clusters by the first rule book, ranks and how much is known, by the names that "
    "columns have; empty where none of its regions has figures in the year."
)
_CUSTOM = document(
    "A custom region.",
    {
        "edition": EDITION,
        "title": some("string", "Its name; what it is made of, where it has none."),
        "units": every({"type": "string"}, "The codes of its regions."),
        "without_figures": every({"type": "string"}, "Those of them that have no figures in the year."),
        "level": some("string", "The level of its regions.", "metro"),
        "ranked_in": some("string", "The level it is ranked in.", "metro"),
        "year": some("integer", "The year.", 2019),
        "rules": some("string", "The rule book that says what is strong."),
        "headlines": by_key({"type": ["number", "string", "boolean", "null"]}, _FIGURES),
        "strong": every({"type": "string"}, "The clusters that the rule book calls strong, the largest first."),
        "strong_only_together": every(
            {"type": "string"}, "Those of them that are strong in none of its regions alone; by the first rule book."
        ),
        "strong_only_apart": every(
            {"type": "string"}, "Clusters that are strong in one of its regions and not in it; by the first rule book."
        ),
        "ranked_among_few": some(
            ["integer", "null"], "Among how few regions it is ranked at the most, where these are too few to tell."
        ),
        "page": some("string", "The address of its page."),
    },
)


@edition_document("/custom-region", said("A custom region"), COMPARISON, _CUSTOM, *CUSTOM)
def custom_region(asked: Asked) -> dict[str, Any]:
    """Regions put together as one: totals, growth and ranks, and which clusters are strong in all of them together."""
    page = read_custom(asked.request, asked.edition)
    of, found = page.asked, page.found
    return {
        "edition": asked.edition.manifest.identity,
        "title": page.title,
        "units": list(of.units),
        "without_figures": found.without_figures,
        "level": of.level,
        "ranked_in": of.ranked_in,
        "year": of.year,
        "rules": page.rules.book.name,
        "headlines": found.headlines,
        **(_strong(page) if found.headlines else dict.fromkeys(_OF_CLUSTERS, ()) | {"ranked_among_few": None}),
        "page": page.at("region"),
    }


_OF_CLUSTERS = ("strong", "strong_only_together", "strong_only_apart")


def _strong(page: CustomPage) -> dict[str, Any]:
    clusters = (page.strong, only_together(page), only_apart(page))
    told = {name: [row["cluster"] for row in rows] for name, rows in zip(_OF_CLUSTERS, clusters, strict=True)}
    return told | {"ranked_among_few": few_ranked(page)}


@edition_rows(
    "/custom-region/portfolio", said("Clusters of a custom region"), COMPARISON, shapes.CUSTOM_PORTFOLIO, *CUSTOM
)
def portfolio(asked: Asked) -> Rows:
    """All clusters of a custom region: figures with range, quotients, ranks; strong is by the first rule book."""
    page = read_custom(asked.request, asked.edition)
    return rows_of(shapes.CUSTOM_PORTFOLIO, taken_table(page, PORTFOLIO))


@edition_rows("/custom-region/units", said("Regions of a custom region"), COMPARISON, shapes.CUSTOM_UNITS, *CUSTOM)
def units(asked: Asked) -> Rows:
    """The regions that a custom region is made of, with their headlines."""
    return rows_of(shapes.CUSTOM_UNITS, taken_table(read_custom(asked.request, asked.edition), UNITS))


@edition_rows(
    "/custom-region/strong-clusters",
    said("Strong clusters of a custom region"),
    COMPARISON,
    shapes.CUSTOM_VERDICTS,
    *CUSTOM,
)
def strong_clusters(asked: Asked) -> Rows:
    """What the rule book that is asked for says of every cluster with jobs that it ranks in a custom region."""
    page = read_custom(asked.request, asked.edition)
    keys = {"year": page.year, "level": page.asked.ranked_in, "rules": page.rules.book.name}
    return Rows(shapes.CUSTOM_VERDICTS, [row | keys for row in page.clusters if row["cluster"] in page.verdicts])
