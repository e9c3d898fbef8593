"""The link tables against the files as published, a few cells at a time with the standard library alone.

Sources, in the folder of real statistics: `us/bea_io/` (US Bureau of Economic Analysis, Input-Output Accounts) and
`us/bls_occupation_matrix_2018.dta` (US Bureau of Labor Statistics, National Employment Matrix).
"""

import csv
import hashlib
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from clusteratlas.definitions import link_origin, links
from clusteratlas.definitions.links import REST

Account = dict[str, dict[str, float]]
WHOLE = 1.0  # the tables hold whole millions


def account(data: Path, name: str) -> Account:
    with (data / "us" / "bea_io" / name).open(newline="") as lines:
        head, *rows = csv.reader(lines)
    return {row[0]: {code: float(cell or 0) for code, cell in zip(head[1:], row[1:], strict=True)} for row in rows}


@pytest.fixture(scope="module")
def use(data: Path) -> Account:
    return account(data, "BEA_Detail_Use_2012_PRO_BeforeRedef.csv")


@pytest.fixture(scope="module")
def make(data: Path) -> Account:
    return account(data, "BEA_Detail_Make_2012_BeforeRedef.csv")


def cell(table: pa.Table, industry: str, other: str) -> float:
    rows = table.filter(pc.and_(pc.equal(table["industry"], industry), pc.equal(table["other"], other)))
    return float(pc.sum(rows["value"]).as_py() or 0)


# Codes of the accounts that stand for one industry each, so that nothing is shared out: steel, refineries, cars,
# aircraft, aircraft engines.
ALONE = ("331110", "324110", "336111", "336411", "336412")


@pytest.mark.parametrize("buyer", ALONE)
@pytest.mark.parametrize("seller", ALONE)
def test_an_industry_sells_its_part_of_what_it_makes(use: Account, make: Account, seller: str, buyer: str) -> None:
    made = {commodity: total for commodity, total in make["T007"].items() if total and commodity != "T008"}
    expected = sum(make[seller][commodity] / total * use[commodity][buyer] for commodity, total in made.items())
    assert cell(links("us-input-output"), seller, buyer) == pytest.approx(expected, abs=WHOLE)


def test_an_industry_buys_what_the_accounts_say_it_buys(use: Account) -> None:
    table = links("us-input-output")
    for code in ALONE:
        bought = pc.sum(table.filter(pc.equal(table["other"], code))["value"]).as_py()
        assert bought == pytest.approx(use["T005"][code], rel=2e-3)


def test_aircraft_are_sold_to_the_rest(make: Account) -> None:
    table = links("us-input-output")
    sold = pc.sum(table.filter(pc.equal(table["industry"], "336411"))["value"]).as_py()
    assert cell(table, "336411", REST) > sold / 2
    assert sold >= make["336411"]["T008"] - WHOLE  # what is made, and what is imported of the same


def test_jobs_by_occupation_and_group_are_those_published(data: Path) -> None:
    matrix = pd.read_stata(data / "us" / "bls_occupation_matrix_2018.dta")
    table = links("us-occupations").to_pandas()
    table["group"] = table["industry"].str[:3]
    for group in (211, 325, 336, 541):
        published = matrix[matrix["industry_code"] == group].set_index("SOCCode")["Employment"] * 1000
        ours = table[table["group"] == str(group)].groupby("occupation")["employment"].sum()
        assert ours.round(6).to_dict() == pytest.approx(published.to_dict())


@pytest.mark.parametrize(
    ("name", "year"), [("us-input-output", 2012), ("us-input-output", 2017), ("us-occupations", 2018)]
)
def test_the_files_are_those_the_origin_names(data: Path, name: str, year: int) -> None:
    for source in link_origin(name, year).sources:
        assert hashlib.sha256((data / "us" / source.file).read_bytes()).hexdigest() == source.sha256
