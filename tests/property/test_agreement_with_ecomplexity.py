"""Agreement with py-ecomplexity, the Growth Lab's own program, on made-up and on real tables."""

import warnings
from pathlib import Path

import duckdb
import numpy as np
import pandas as pd
import pytest
from ecomplexity import ecomplexity
from ecomplexity import proximity as pairs_of_ecomplexity

from clusteratlas.measures import (
    complexity_outlook,
    economic_complexity,
    location_quotient_kernel,
    proximity,
    relatedness_density,
)

COLUMNS = {"time": "year", "loc": "region", "prod": "industry", "val": "employment"}


def made_up(seed: int) -> pd.DataFrame:
    """Thirty regions and twenty industries, sizes far apart."""
    draw = np.random.default_rng(seed)
    size = draw.lognormal(2, 1.5, (30, 1)) * draw.lognormal(1, 1, 20) * draw.lognormal(0, 1, (30, 20))
    return rows_of(draw.poisson(size))


def rows_of(jobs: np.ndarray) -> pd.DataFrame:
    region, industry = np.indices(jobs.shape)
    keys = {"region": [f"r{r:02}" for r in region.flat], "industry": [f"i{i:02}" for i in industry.flat]}
    return pd.DataFrame({"year": 2019, **keys, "employment": jobs.ravel()})


def metropolitan(data: Path) -> pd.DataFrame:
    """Jobs of 2019 in every metropolitan and micropolitan area, by industry group (four digits of NAICS)."""
    file = data / "us" / "cbp_msa_2018_2019.csv.gz"
    return duckdb.execute(
        "select year::int as year, cbsa as region, naics as industry, emp::bigint as employment"
        f" from read_csv('{file}', all_varchar = true)"
        " where year = '2019' and length(naics) = 4 and naics not like '%-%' and emp::bigint > 0"
    ).df()


def agree(frame: pd.DataFrame) -> None:
    """ECI, PCI, density, COI and COG as they are; a density of theirs includes the industry itself."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # theirs
        theirs = ecomplexity(frame, COLUMNS, verbose=False, check_logsupermodularity=False)
        theirs = theirs.set_index(["region", "industry"]).sort_index()
        theirs_pairs = pairs_of_ecomplexity(frame, COLUMNS).set_index(["industry_1", "industry_2"])["proximity"]
    index, outlook = economic_complexity(frame), complexity_outlook(frame)
    assert index.years["undefined"].isna().all()
    by_region, by_industry = theirs.groupby("region").first(), theirs.groupby("industry").first()
    same(index.regions.set_index("region")["eci"], by_region["eci"])
    same(index.industries.set_index("industry")["pci"], by_industry["pci"])
    same(outlook.regions.set_index("region")["coi"], by_region["coi"])
    density = relatedness_density(frame, include_self=True).set_index(["region", "industry"])["density"]
    same(density, theirs["density"])
    gains = outlook.cells.set_index(["region", "industry"])["cog"]
    assert gains.isna().equals(theirs["mcp"] == 1)  # theirs is zero where there is nothing to gain, ours has no value
    same(gains.fillna(0), theirs["cog"])
    pairs = proximity(frame).set_index(["industry", "other"])["proximity"]
    same(pairs, theirs_pairs.reindex(pairs.index))


def same(found: pd.Series, expected: pd.Series) -> None:
    assert found.index.equals(expected.index)
    np.testing.assert_allclose(found.to_numpy(), expected.to_numpy(), rtol=1e-8, atol=1e-9)


@pytest.mark.parametrize("seed", range(5))
def test_on_made_up_tables(seed: int) -> None:
    agree(made_up(seed))


def test_on_the_metropolitan_areas_of_2019(data: Path) -> None:
    frame = metropolitan(data)
    table = frame.pivot(index="region", columns="industry", values="employment").fillna(0).to_numpy()
    quotients = location_quotient_kernel(table)
    # No quotient is so close to 1 that theirs, which is rounded, might fall on the other side.
    assert np.abs(quotients[quotients != 1] - 1).min() > 1e-12
    agree(frame)
