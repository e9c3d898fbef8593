"""A custom region: what it is made of, its clusters with ranks and classes, its headlines."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from clusteratlas.diagnosis import RuleBook
from clusteratlas.editions.custom_region.asked import Asked, ask
from clusteratlas.editions.custom_region.headlines import Years, headlines
from clusteratlas.editions.custom_region.measured import measured
from clusteratlas.editions.custom_region.ranked import judged_by, ranked
from clusteratlas.editions.edition import Edition, Row
from clusteratlas.editions.queries.custom_units import headlines_of_units
from clusteratlas.editions.queries.judged import Judged


@dataclass(frozen=True)
class CustomRegion:
    """Regions put together, from what the edition shows and estimates; of what anyone may read it says nothing new.

    `clusters` are rows with the columns of `portfolio`, the largest first; ranks are places among the regions of the
    level `asked.ranked_in`, and classes go by the thresholds of that level, which the custom region does not move.
    """

    edition: Edition
    asked: Asked
    clusters: list[Row]
    years: Years
    said: Mapping[str, Judged]  # what the edition's first rule book says, by cluster

    @cached_property
    def headlines(self) -> Row:
        """Its totals, growth, strong clusters and how sure they are; empty where no unit has figures in the year."""
        return headlines(self.edition, self.asked, self.years, self.clusters)

    @property
    def units(self) -> list[Row]:
        """The headlines of its units, those with figures, in the order of their codes."""
        return list(self.years[self.asked.year].values())

    @property
    def without_figures(self) -> list[str]:
        """Its units that have no figures in the year, which add nothing."""
        return [unit for unit in self.asked.units if unit not in self.years[self.asked.year]]

    def verdicts(self, rules: str | None = None) -> dict[str, Judged]:
        """What a rule book (the edition's first if none is named) says of every cluster it ranks, by cluster."""
        book = self.edition.book(rules)
        if book.name == self.edition.manifest.book.name:
            return dict(self.said)
        return judged_rows(self.edition, self.asked, self.clusters, book)


def custom_region(
    edition: Edition, codes: Sequence[str], ranked_in: str | None = None, year: int | None = None
) -> CustomRegion:
    """Regions of one level put together as one region.

    Jobs and the other counts are sums, with the sums of their ends. A location quotient is (e / T) / (E / N), with the
    jobs e of the cluster and T of all clusters of its kind (or of all, as the edition takes them) in the units, and E
    and N of the country's own row, which counts what lies in no unit of any level too. Raises what `ask` raises.
    """
    asked = ask(edition, codes, ranked_in, year)
    rows = [ranked(edition, asked, row) for row in measured(edition, asked)]
    said = judged_rows(edition, asked, rows, edition.manifest.book)
    years = headlines_of_units(edition, asked.units, asked.year)
    return CustomRegion(edition, asked, [row | _class(said.get(row["cluster"])) for row in rows], years, said)


def judged_rows(edition: Edition, asked: Asked, rows: Sequence[Row], book: RuleBook) -> dict[str, Judged]:
    """What a rule book says of the rows it ranks, by cluster."""
    said = {row["cluster"]: judged_by(edition, asked, row, book) for row in rows}
    return {cluster: each for cluster, each in said.items() if each is not None}


def _class(said: Judged | None) -> Row:
    """Strong, and whether it would be at the ends of what withheld cells allow, as the portfolio says it."""
    if said is None:
        return dict.fromkeys(("class", "strong", "strong_low", "strong_high", "robust"))
    ends = {"strong_low": said.trials["low"], "strong_high": said.trials["high"]}
    return {"class": said.class_, "strong": said.strong, "robust": said.robust} | ends
