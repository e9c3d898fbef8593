"""Sales between clusters, added up again from the accounts as published by the US Bureau of Economic Analysis.

The published files are read here on their own: the use table says who buys a commodity, the make table who makes it.
"""

import csv
from collections import defaultdict
from pathlib import Path

import numpy as np
import pytest

from clusteratlas.definitions import load
from clusteratlas.definitions.links import REST, cluster_sales

YEAR = 2012  # of which use, make and crosswalk are published alike


def grid(file: Path) -> tuple[list[str], list[str], np.ndarray]:
    with file.open(newline="") as lines:
        heading, *rows = csv.reader(lines)
    values = np.array([[float(cell or 0) for cell in row[1:]] for row in rows])
    return [row[0] for row in rows], heading[1:], values


@pytest.fixture(scope="module")
def industry_sales(data: Path) -> tuple[dict[str, int], np.ndarray]:
    """What each industry of the accounts sells to each, in their own codes."""
    folder = data / "us" / "bea_io"
    commodities, buyers, use = grid(folder / "BEA_Detail_Use_2012_PRO_BeforeRedef.csv")
    makers, made_of, make = grid(folder / "BEA_Detail_Make_2012_BeforeRedef.csv")
    rows = [at for at, code in enumerate(makers) if code != "T007"]
    market = dict(zip(made_of, (make[rows] / np.maximum(make[rows].sum(axis=0), 1e-9)).T, strict=True))
    bought = [at for at, code in enumerate(commodities) if not code.startswith(("T", "V")) and code in market]
    shares = np.array([market[commodities[at]] for at in bought]).T
    codes = {makers[row]: place for place, row in enumerate(rows)}
    columns = [at for at, code in enumerate(buyers) if code in codes]
    order = {buyers[at]: place for place, at in enumerate(columns)}
    sales = shares @ use[np.ix_(bought, columns)]
    return {code: codes[code] for code in order}, sales[:, [order[code] for code in order]]


def whole_clusters(data: Path) -> dict[str, str]:
    """The codes of the accounts whose industries of NAICS 2017 all stand in one cluster."""
    members: dict[str, set[str]] = defaultdict(set)
    places = load("us-benchmark").membership("2017")
    with (data / "us/bea_io/NAICS_to_BEA_Crosswalk_2012.csv").open(newline="") as lines:
        for row in csv.DictReader(lines):
            code, naics = row["BEA_2012_Detail_Code"], row["NAICS_2017_Code"]
            if len(naics) == 6 and naics.isdigit():
                members[code].add(places[naics].cluster if naics in places else "none")
    return {code: next(iter(found)) for code, found in members.items() if len(found) == 1}


def test_sales_between_clusters_of_whole_codes_are_those_of_the_accounts(
    data: Path, industry_sales: tuple[dict[str, int], np.ndarray]
) -> None:
    codes, sales = industry_sales
    found = {(row["cluster"], row["other"]): row["value"] for row in shipped()}
    clusters = whole_clusters(data)
    assert clusters["336411"] == "aerospace-vehicles-and-defense"
    aircraft = [code for code, cluster in clusters.items() if cluster == "aerospace-vehicles-and-defense"]
    assert {"336411", "336412", "336413", "336414"} <= set(aircraft)
    inside = [codes[code] for code in aircraft if code in codes]
    columns = [list(codes).index(code) for code in aircraft if code in codes]
    expected = sales[np.ix_(inside, columns)].sum()
    assert found["aerospace-vehicles-and-defense", "aerospace-vehicles-and-defense"] == pytest.approx(
        expected, rel=0.01
    )


def shipped() -> list[dict[str, object]]:
    places = load("us-benchmark").membership("2017")
    return cluster_sales({industry: place.cluster for industry, place in places.items()}, YEAR).to_pylist()


def test_shares_of_each_cluster_add_up_to_one() -> None:
    sold: dict[str, float] = defaultdict(float)
    bought: dict[str, float] = defaultdict(float)
    for row in shipped():
        sold[row["cluster"]] += row["of_sales"]
        bought[row["other"]] += row["of_purchases"]
    assert len(sold) > 60
    assert all(total == pytest.approx(1) for total in (*sold.values(), *bought.values()))


def test_nothing_is_lost_when_industries_are_added_up() -> None:
    from clusteratlas.definitions import links

    total = sum(row["value"] for row in shipped())
    assert total == pytest.approx(sum(links("us-input-output", YEAR)["value"].to_pylist()))
    assert REST in {row["other"] for row in shipped()}
