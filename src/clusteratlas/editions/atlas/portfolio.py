"""The clusters of one region: what it has, drawn as a treemap, and how they grew, drawn as a scatter."""

from typing import TYPE_CHECKING

import pyarrow as pa

from clusteratlas.editions.atlas.table import COUNT, RATIO, EditionTable, columns_of, table_of
from clusteratlas.editions.edition import Edition, Row
from clusteratlas.editions.layout.figures import CLASSES, ROBUSTNESS
from clusteratlas.editions.queries import regional, verdicts
from clusteratlas.editions.queries.regional import LIMITS

if TYPE_CHECKING:
    import altair as alt

_GROWTH = (
    *("year", "region", "cluster", "kind", "employment", "employment_before", "employment_change"),
    *("employment_growth", "location_quotient", "location_quotient_change", "strong", "robust"),
)


class Portfolio(EditionTable):
    """The clusters of one region in one year, largest first."""

    def chart(self) -> "alt.LayerChart | alt.Chart":
        """The traded clusters as a treemap: area is jobs, colour the location quotient."""
        from clusteratlas.charts import Drawing, framed, portfolio_treemap  # deferred: charts load Altair

        return framed(portfolio_treemap(self.labelled(self.rows())), Drawing())


class Growth(EditionTable):
    """How the clusters of one region grew since the year before, and how specialised it is in them; largest first."""

    def chart(self) -> "alt.LayerChart | alt.Chart":
        """Traded clusters of 100 jobs and more by location quotient and growth."""
        from clusteratlas.charts import Drawing, framed, growth_scatter  # deferred: charts load Altair

        return framed(growth_scatter(self.labelled(self.rows())), Drawing())


def portfolio_of(edition: Edition, region: str, year: int, rules: str | None = None) -> Portfolio:
    """The portfolio of a region, judged by a rule book of the edition, its first if none is named."""
    rows = regional.portfolio(edition, region, year)
    columns = columns_of(edition, "portfolio") | dict.fromkeys(LIMITS, RATIO) | {"threshold_regions": COUNT}
    if rules is not None:
        said = verdicts.of_region(edition, region, year, rules)
        rows = [row | said.get(row["cluster"], dict.fromkeys(VERDICT)) for row in rows]
        columns = judged_columns(edition, columns)
    return Portfolio(table_of(edition, rows, columns), edition)


def growth_of(edition: Edition, region: str, year: int) -> Growth:
    """The growth of a region's clusters."""
    known = columns_of(edition, "portfolio")
    rows: list[Row] = regional.portfolio(edition, region, year)
    return Growth(table_of(edition, rows, {name: known[name] for name in _GROWTH}), edition)


VERDICT = ("class", "grade", "measured", "strong")  # what a rule book says of a regional cluster
_OF_THE_FIRST = {*CLASSES, *ROBUSTNESS, *LIMITS, "threshold_regions"}


def judged_columns(edition: Edition, columns: dict[str, pa.DataType]) -> dict[str, pa.DataType]:
    """The columns without what the edition's first rule book says, and with what any one says."""
    said = columns_of(edition, "verdicts")
    return {name: kind for name, kind in columns.items() if name not in _OF_THE_FIRST} | {
        name: said[name] for name in VERDICT
    }
