"""The life cycle on Germany's occupations 2013 to 2025: ten places whose story is known, and what the publication says.

Source, in the folder of real statistics: `de/kreis_occupation_sv_total.csv.gz` (Federal Employment Agency, employees
subject to social insurance by district and occupational group). Clusters are the main groups of KldB 2010, their parts
its groups. Withheld counts are left out.
"""

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pytest

from clusteratlas.diagnosis import life_cycle
from clusteratlas.measures import location_quotient

# Written down before looking, with what else would do.
EXPECTED = {
    ("Wolfsburg", "03103", "25"): {"maturity"},  # machines and vehicles
    ("Berlin", "11000", "43"): {"growth"},  # computing
    ("Munich", "09162", "43"): {"growth", "maturity"},
    ("Bottrop", "05512", "21"): {"decline"},  # the last coal mine of the Ruhr closed in 2018
    ("Leipzig", "14713", "51"): {"growth"},  # logistics
    ("Hamburg", "02000", "92"): {"maturity", "growth"},  # media and advertising
    ("Frankfurt", "06412", "72"): {"maturity", "decline"},  # finance
    ("Pirmasens", "07317", "28"): {"decline"},  # shoes
    ("Oder-Spree", "12067", "25"): {"emergence", "growth"},  # a car factory opened in 2022
    ("Heilbronn", "08121", "43"): {"emergence", "growth"},
}
# Leipzig's region grew as a whole, its logistics with it: the quotient is about 1, and there is nothing to read.
MISSED = {"Leipzig": "not_specialised"}


@pytest.fixture(scope="module")
def read(data: Path) -> pa.Table:
    """The life cycle of every district and main group."""
    texts = {name: pa.string() for name in ("region", "occupational_group")}
    options = pyarrow.csv.ConvertOptions(column_types=texts)
    table = pyarrow.csv.read_csv(data / "de/kreis_occupation_sv_total.csv.gz", convert_options=options)
    known = table.filter(pc.and_(pc.is_valid(table["n"]), pc.equal(pc.utf8_length(table["occupational_group"]), 3)))
    parts = pa.table(
        {
            "region": known["region"],
            "cluster": pc.utf8_slice_codeunits(known["occupational_group"], 0, 2),
            "group": known["occupational_group"],
            "year": known["year"],
            "employment": known["n"],
        }
    )
    sums = parts.group_by(["region", "cluster", "year"]).aggregate([("employment", "sum")])
    whole = sums.rename_columns(["region", "cluster", "year", "employment"])
    keys = [(name, "ascending") for name in ("region", "cluster", "year")]
    quotients = location_quotient(whole, of="cluster").sort_by(keys)["location_quotient"]
    portfolio = whole.sort_by(keys).append_column("location_quotient", quotients)
    return life_cycle(portfolio.append_column("kind", pa.array(["all"] * len(portfolio))), parts, of="group")


@pytest.fixture(scope="module")
def rows(read: pa.Table) -> dict[tuple[str, str], dict[str, Any]]:
    return {(row["region"], row["cluster"]): row for row in read.to_pylist()}


def test_places_are_in_the_stage_they_are_known_to_be_in(rows: dict[tuple[str, str], dict[str, Any]]) -> None:
    missed = {
        place: rows[region, cluster]["reason"]
        for (place, region, cluster), stages in EXPECTED.items()
        if rows[region, cluster]["stage"] not in stages
    }
    assert missed == MISSED


def test_heterogeneity_falls_where_clusters_grow_and_mature_more_than_where_they_decline(
    rows: dict[tuple[str, str], dict[str, Any]],
) -> None:
    """What Menzel and Fornahl (2010) say; no stage but renewal is read from it, so that it could be otherwise."""
    falling = {
        stage: [row["heterogeneity_change"] < 0 for row in rows.values() if row["stage"] == stage]
        for stage in ("growth", "maturity", "decline")
    }
    share = {stage: sum(found) / len(found) for stage, found in falling.items()}
    assert min(len(found) for found in falling.values()) > 300
    assert share["growth"] > 0.6
    assert share["growth"] > share["maturity"] > 0.5 > share["decline"]
