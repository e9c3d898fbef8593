"""A custom region for a notebook: its headlines, its portfolio, its units."""

from dataclasses import dataclass

import pyarrow as pa

from clusteratlas.editions.atlas.portfolio import VERDICT, Portfolio, judged_columns
from clusteratlas.editions.atlas.table import COUNT, RATIO, Table, columns_of, table_of
from clusteratlas.editions.custom_region import CustomRegion
from clusteratlas.editions.edition import Row
from clusteratlas.editions.queries.judged import Judged
from clusteratlas.editions.queries.regional import LIMITS

_OF_ONE_REGION = ("region", "subcluster")


@dataclass(frozen=True)
class CustomRegionInAtlas:
    """Regions put together as one; what is asked of it is asked of the figures that the edition shows."""

    found: CustomRegion

    def __repr__(self) -> str:
        asked = self.found.asked
        identity = self.found.edition.manifest.identity
        return f"<Custom region of {len(asked.units)} in {identity}, {asked.year}, ranked among {asked.ranked_in}>"

    def headlines(self) -> Row:
        """Its totals, growth, strong clusters and coverage, with its ranks among the regions of the level."""
        return self.found.headlines

    def portfolio(self, rules: str | None = None) -> Portfolio:
        """Its clusters, largest first; with a rule book named, class, grade and strong are what that says."""
        edition, rows = self.found.edition, self.found.clusters
        columns = columns_of(edition, "portfolio", without=_OF_ONE_REGION)
        columns |= dict.fromkeys(LIMITS, RATIO) | {"threshold_regions": COUNT}
        columns = {name: kind for name, kind in columns.items() if name not in _FIRST_CLASSES}
        if rules is not None:
            said = self.found.verdicts(rules)
            rows = [row | _said(said.get(row["cluster"])) for row in rows]
            columns = judged_columns(edition, columns)
        return Portfolio(table_of(edition, rows, columns), edition)

    def units(self) -> Table:
        """The headlines of its units in the order of their codes; one without figures in the year is not there."""
        edition = self.found.edition
        columns: dict[str, pa.DataType] = columns_of(edition, "summary") | columns_of(edition, "quality")
        return Table(table_of(edition, self.found.units, columns))


_FIRST_CLASSES = ("qualifying", "significant", "strong10")  # lower and higher classes are in `class` of a rule book


def _said(judged: Judged | None) -> Row:
    if judged is None:
        return dict.fromkeys(VERDICT)
    values = (judged.class_, judged.grade, judged.measured, judged.strong)
    return dict(zip(VERDICT, values, strict=True))
