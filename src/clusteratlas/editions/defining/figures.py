"""What an edition gives to define clusters from: employment and establishments of one year and level."""

from dataclasses import dataclass, field
from typing import Any

import pyarrow as pa

from clusteratlas.classifications import Classification, classification
from clusteratlas.editions.edition import Edition

MEASURES = ("employment", "establishments")
PLACES = pa.schema({"industry": pa.string(), "cluster": pa.string(), "kind": pa.string()})


@dataclass(frozen=True, eq=False)
class Figures:
    """Regions x industries of one year and level, the classification in that year, and where they are from.

    Cells that nothing is known of have no row; those that were withheld and estimated have the estimate. `places` are
    those of the edition's own definition, named with its version: industry, cluster, kind.
    """

    table: pa.Table
    tree: Classification
    sources: tuple[str, ...]
    facts: dict[str, Any]
    definition: str = ""
    places: pa.Table = field(default_factory=PLACES.empty_table)

    @property
    def kinds(self) -> dict[str, str]:
        """The kind of each industry's cluster in the edition's own definition."""
        return dict(zip(self.places["industry"].to_pylist(), self.places["kind"].to_pylist(), strict=True))

    @property
    def sizes(self) -> dict[str, float]:
        """The employment of each industry over all regions."""
        sums = self.table.group_by("industry").aggregate([("employment", "sum")])
        return dict(zip(sums["industry"].to_pylist(), sums["employment_sum"].to_pylist(), strict=True))


def figures_of(edition: Edition, year: int | None = None, level: str | None = None) -> Figures:
    """The figures of a year and a level, of the latest and the first if none is named; raises UnknownChoice."""
    manifest, chosen, of_level = edition.manifest, edition.year(year), edition.level(level)
    measures = [name for name in MEASURES if name in manifest.measures]
    values = ", ".join(f"coalesce({name}, 0) as {name}" for name in measures)
    table = edition.table(
        f"select region, industry, {values} from activity join regions using (region)"  # noqa: S608 names of our own
        " where year = $year and level = $level order by region, industry",
        {"year": chosen, "level": of_level},
    )
    vintage = manifest.vintages[str(chosen)]
    facts = {
        "edition": manifest.identity,
        "year": chosen,
        "level": of_level,
        "classification": f"{manifest.classification} {vintage}",
        "inputs": [{"file": each["file"], "sha256": each["sha256"]} for each in manifest.inputs],
    }
    cited = tuple(dict.fromkeys(f"{each['citation']}: {chosen}, {manifest.identity}." for each in manifest.inputs))
    named = f"{manifest.definition} {manifest.definition_version}"
    tree = classification(manifest.classification, vintage)
    return Figures(table, tree, cited, facts, named, _places(edition, vintage))


def _places(edition: Edition, vintage: str) -> pa.Table:
    """From the edition itself: a definition that was given as a folder may be gone, or be another by now."""
    found = edition.table(
        "select industry, cluster, kind from membership join clusters using (cluster)"
        " where vintage = $vintage and clusters.subcluster is null order by industry",
        {"vintage": vintage},
    )
    return found.cast(PLACES)
