"""Numbers that no formula of a page gives: what their pages say of them, and the same from the edition's tables."""

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from django.test import Client, override_settings
from tests.web.atlas_pages import GERMANY, US
from tests.web.explained_shown import is_written, shown

from clusteratlas.editions import Edition, open_edition
from clusteratlas.measures import (
    complexity_outlook_kernel,
    economic_complexity_kernel,
    proximity_kernel,
)

HERE = f"{US.root}explained"


@pytest.fixture
def german(atlases_home: Path, client: Client) -> Iterator[Client]:
    """A browser before all atlases."""
    with override_settings(CLUSTERATLAS_HOME=atlases_home):
        yield client


class Matrix:
    """Jobs of a level's regions in traded industries, read from the table of activities; what is unknown is zero."""

    def __init__(self, edition: Edition, level: str, year: int) -> None:
        query = """select a.region, a.industry, coalesce(a.employment, 0) as e from activity a
            join regions r using (region)
            join membership m on m.industry = a.industry and m.vintage = $vintage
            join clusters c on c.cluster = m.cluster and c.subcluster is null and c.kind <> 'local'
            where r.level = $level and a.year = $year"""
        rows = edition.rows(query, {"level": level, "year": year, "vintage": edition.manifest.vintage(year)})
        self.regions = sorted({row["region"] for row in rows})
        self.industries = sorted({row["industry"] for row in rows})
        at = {code: number for codes in (self.regions, self.industries) for number, code in enumerate(codes)}
        self.jobs = np.zeros((len(self.regions), len(self.industries)))
        for row in rows:
            self.jobs[at[row["region"]], at[row["industry"]]] = row["e"]
        share = self.jobs * self.jobs.sum()
        self.has = (share >= np.outer(self.jobs.sum(axis=1), self.jobs.sum(axis=0))) & (self.jobs > 0)


@pytest.fixture(scope="module")
def matrix(sample_edition: Edition) -> Matrix:
    return Matrix(sample_edition, "metro", 2019)


def test_complexity_is_the_axis_of_the_matrix(matrix: Matrix, sample: Client) -> None:
    regions, industries = economic_complexity_kernel(matrix.has)
    for code in ("336411", "511210"):
        page = shown(sample, f"{HERE}/complexity/product_complexity/?industry={code}&level=metro&year=2019")
        assert "eigenvector" in page.text
        assert is_written(industries[matrix.industries.index(code)], page.figure)
    page = shown(sample, f"{HERE}/structure/economic_complexity/?region={US.region}&year=2019")
    assert is_written(regions[matrix.regions.index(US.region)], page.figure)


def test_the_outlook_is_that_of_the_matrix(matrix: Matrix, sample: Client) -> None:
    _, complexity = economic_complexity_kernel(matrix.has)
    outlook, _ = complexity_outlook_kernel(matrix.has, proximity_kernel(matrix.has), complexity)
    page = shown(sample, f"{HERE}/structure/complexity_outlook/?region={US.region}&year=2019")
    assert "whole matrix" in page.text
    assert is_written(outlook[matrix.regions.index(US.region)], page.figure)


def test_relatedness_of_occupations_is_the_mean_correlation(atlases_home: Path, german: Client) -> None:
    edition = open_edition("de", home=atlases_home)
    found = Matrix(edition, "district", 2024)
    shares = found.jobs / found.jobs.sum(axis=1, keepdims=True)
    with np.errstate(invalid="ignore", divide="ignore"):
        correlation = np.corrcoef(shares.T)
    query = "select industry, cluster from membership where vintage = $vintage"
    place = {
        row["industry"]: row["cluster"] for row in edition.rows(query, {"vintage": edition.manifest.vintage(2024)})
    }
    members = defaultdict(list)
    for at, code in enumerate(found.industries):
        members[place[code]].append(at)
    row = edition.rows("from relatedness order by relatedness desc limit 1")[0]
    pairs = correlation[np.ix_(members[row["cluster"]], members[row["other"]])]
    address = f"{GERMANY.root}explained/relatedness/relatedness/?cluster={row['cluster']}&other={row['other']}"
    page = shown(german, address)
    assert "mean over all pairs" in page.text
    assert is_written(float(np.nanmean(pairs)), page.figure)


@pytest.mark.parametrize("at", range(3))
def test_a_range_holds_the_figure_and_lies_within_that_of_the_cells(
    at: int, sample_edition: Edition, sample: Client
) -> None:
    query = """select cluster from portfolio where region = $region and year = 2019 and subcluster is null
        and employment_high > employment_low order by cluster"""
    cluster = sample_edition.rows(query, {"region": US.region})[at]["cluster"]
    key = f"region={US.region}&cluster={cluster}&year=2019"
    ends = {}
    for end in ("low", "high"):
        page = shown(sample, f"{HERE}/portfolio/employment_{end}/?{key}")
        assert "tightens" in page.text
        ends[end] = page.value
        # A published cell has no range: it is its own lowest and highest value.
        cells = sum(row.get(end, row["e_ri"]) for row in page.rows)
        assert page.value >= cells if end == "low" else page.value <= cells
    jobs = shown(sample, f"{HERE}/portfolio/employment/?{key}")
    assert ends["low"] <= jobs.value <= ends["high"]
    assert f"{round(ends['low']):,}" in jobs.text


@pytest.mark.parametrize("end", ["low", "high"])
def test_the_end_of_a_quotient_is_beyond_what_jobs_alone_would_give(end: str, sample: Client) -> None:
    key = f"region={US.region}&cluster=plastics&year=2019"
    page, n = (each := shown(sample, f"{HERE}/portfolio/location_quotient_{end}/?{key}")), each.numbers
    alone = (n["e_rc"] / max(n["e_r"], n["e_rc"])) / (n["e_c"] / n["e"])
    assert page.value <= alone if end == "low" else page.value >= alone


def test_jobs_short_is_the_first_number_that_passes(sample_edition: Edition, sample: Client) -> None:
    query = """select o.*, p.employment as e, n.employment as c from opportunities o
        join portfolio p using (year, region, cluster)
        join portfolio n on n.region = 'us' and n.year = o.year and n.cluster = o.cluster and n.subcluster is null
        where p.subcluster is null and o.year = 2019 and o.level = 'metro' and o.jobs_short between 5 and 500
            and o.establishments_short = 0
        order by o.region, o.cluster limit 5"""
    for row in sample_edition.rows(query):
        key = f"region={row['region']}&cluster={row['cluster']}&year=2019"
        short = shown(sample, f"{HERE}/opportunities/jobs_short/?{key}").value
        asked = f"cluster={row['cluster']}&level=metro&year=2019&rules=us-percentile&condition="
        limits = {
            condition: shown(sample, f"{HERE}/thresholds/threshold/?{asked}{condition}").value
            for condition in ("location_quotient_p75", "employment_p25")
        }
        n = shown(sample, f"{HERE}/portfolio/location_quotient/?{key}").numbers

        def passes(added: float, n: dict[str, float] = n, limits: dict[str, float] = limits) -> bool:
            here = (n["e_rc"] + added) / (n["e_r"] + added)
            quotient = here / ((n["e_c"] + added) / (n["e"] + added))
            enough = n["e_rc"] + added > limits["employment_p25"]
            return enough and quotient >= max(1.0, limits["location_quotient_p75"])

        assert passes(short)
        assert not passes(short - 1)
