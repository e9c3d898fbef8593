"""What crossed the line since the year before: regions in which a cluster became strong or no longer is, and why."""

from dataclasses import dataclass

from django.utils.translation import get_language, gettext

from clusteratlas.diagnosis.crossings import EITHER, ENTERED, OTHERS, OWN, TOGETHER
from clusteratlas.editions import Edition
from clusteratlas.editions.edition import Row
from clusteratlas.editions.queries.crossings import crossed
from clusteratlas.glossary import term
from clusteratlas_web.explore.addresses import Addresses
from clusteratlas_web.explore.choices import year_before
from clusteratlas_web.explore.cluster_regions import ClusterRegions
from clusteratlas_web.explore.naming import Naming
from clusteratlas_web.explore.rule_choice import RuleChoice

SHOWN = 6  # regions named on each side of the line


@dataclass(frozen=True)
class Crossed:
    """Both sides of the line: the largest regions of each, how many in all, and of how many it cannot be said."""

    before: int
    year: int
    became: list[Row]
    ceased: list[Row]
    became_count: int
    ceased_count: int
    strong_count: int
    unsaid: int
    rules: RuleChoice
    address: str  # the page that has all regions of the cluster

    @property
    def tells_causes(self) -> bool:
        """Whether any crossing shown has a cause."""
        return any(row["cause"] for row in (*self.became, *self.ceased))

    @property
    def cause_meaning(self) -> str:
        """What a cause is."""
        return term("cause").meaning(get_language() or "en")


def cause_words() -> dict[str | None, str]:
    """What moved a regional cluster over the line."""
    return {
        OWN: gettext("its own jobs"),
        OTHERS: gettext("all else"),
        EITHER: gettext("either would have"),
        TOGETHER: gettext("both together"),
        None: "",
    }


def read_crossed(
    edition: Edition, regions: ClusterRegions, to: Addresses, names: Naming, address: str
) -> Crossed | None:
    """The crossings into this year; None in a first year, and where the rule book does not rank the cluster."""
    year, before = regions.place.year, year_before(edition, regions.place.year)
    if before is None or not regions.is_ranked:
        return None
    found = crossed(edition, regions.cluster, regions.place.level, (before, year), regions.rules.book.name)
    known = [row for row in found if row["crossing"]]
    here = {row["region"]: row for row in regions.rows}
    named = [_named(row, here.get(row["region"], {}), regions, to, names) for row in known]
    became = [row for row in named if row["crossing"] == ENTERED]
    ceased = [row for row in named if row["crossing"] != ENTERED]
    return Crossed(
        before=before,
        year=year,
        became=became[:SHOWN],
        ceased=ceased[:SHOWN],
        became_count=len(became),
        ceased_count=len(ceased),
        strong_count=len(regions.strong),
        unsaid=len(found) - len(known),
        rules=regions.rules,
        address=address,
    )


def _named(row: Row, here: Row, regions: ClusterRegions, to: Addresses, names: Naming) -> Row:
    code = row["region"]
    return row | {
        "cluster": regions.cluster,
        "year": regions.place.year,
        "name": names.short_region(code),
        "full_name": names.region(code),
        "address": regions.address(to, code),
        "moved_by": cause_words()[row["cause"]],
        "strong": row["crossing"] == ENTERED,
        "robust": here.get("robust"),
    }
