"""The tables of a custom region to take away: which rows and columns each has."""

from clusteratlas.editions.edition import Row
from clusteratlas.editions.layout import columns_of, per_head
from clusteratlas.errors import UnknownChoice
from clusteratlas_web.explore.amounts import money_measures
from clusteratlas_web.explore.custom_regions.address import short_form
from clusteratlas_web.explore.custom_regions.reading import CustomPage
from clusteratlas_web.explore.tables import TakenTable

PORTFOLIO, UNITS = "portfolio", "units"
TABLES = (PORTFOLIO, UNITS)
_TITLED = 200  # letters of codes that stand in a title; the table of units has them all

_RATIOS = (
    *("employment_share", "national_share", "location_quotient", "location_quotient_low", "location_quotient_high"),
    *("location_quotient_p75", "rank_location_quotient", "percentile_location_quotient", "rank_employment"),
    *("percentile_employment", "ranked", "employment_change", "employment_growth", "strong", "strong_low"),
    *("strong_high", "robust"),
)
_HEADLINES = (
    *("year", "region", "level", "employment", "traded_employment", "local_employment", "employment_growth"),
    *("traded_growth", "strong_clusters", "strong_share", "largest_cluster", "largest_share", "known_share", "grade"),
)


def taken_table(page: CustomPage, table: str) -> TakenTable:
    """A table of the page; raises UnknownChoice for another. Classes are those of the edition's first rule book."""
    if table not in TABLES:
        raise UnknownChoice("table", table, list(TABLES))
    columns, rows, meant = _portfolio(page) if table == PORTFOLIO else (list(_HEADLINES), page.found.units, "summary")
    kept = [{name: row[name] for name in columns} for row in rows]
    return TakenTable(_title(page), f"{page.stem}-{table}-{page.year}", columns, kept, meant)


def _portfolio(page: CustomPage) -> tuple[list[str], list[Row], str]:
    measures = columns_of(page.edition.manifest.measures)
    figures = [f"{name}{end}" for name in measures for end in ("", "_low", "_high")]
    heads = [per_head(name) for name in money_measures(page.edition)]
    return ["year", "level", "cluster", "kind", *figures, *heads, *_RATIOS], page.found.clusters, "portfolio"


def _title(page: CustomPage) -> str:
    units = short_form(page.asked.level, page.asked.units)
    codes = units if len(units) <= _TITLED else page.made_of
    return f"{page.title}, {page.year} ({codes})"
