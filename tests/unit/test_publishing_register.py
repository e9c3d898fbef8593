"""A confidential register on its way in: its map, its units and levels, and what is made of its rows."""

from pathlib import Path

import pytest
from tests.reference.confidential import MAP
from tests.reference.records import Stored, stored_cells

from clusteratlas.disclosure import PublishPolicy
from clusteratlas.editions.publishing.policy_file import read_policy, write_policy
from clusteratlas.errors import UnreadableFile
from clusteratlas.sources import Receipt, source
from clusteratlas.sources.register import import_register, read_contributions
from clusteratlas.sources.register_map import EXAMPLE, read_register_map

HEADING = "year,province,industry,enterprise,establishment,persons,wages\n"


def imported(folder: Path, rows: str, columns: str = MAP) -> Receipt:
    file, how = folder / "register.csv", folder / "columns.toml"
    file.write_text(rows, encoding="utf-8")
    how.write_text(columns, encoding="utf-8")
    return import_register(file, how, folder / "home")


def cells(folder: Path, rows: str, columns: str = MAP) -> Stored:
    return stored_cells(imported(folder, rows, columns).records)


def test_three_workshops_by_hand(tmp_path: Path) -> None:
    """Two of one firm in Beijing, in food (13) and textiles (17); one in Guangdong, in food, which employs nobody."""
    rows = "2021,11,13,Firm A,1,10,500\n2021,11,17,Firm A,2,4,200\n2021,44,13,Firm B,3,0,0\n"
    receipt = imported(tmp_path, HEADING + rows)
    found = stored_cells(receipt.records)

    def cell(employment: int, wages: int, establishments: int) -> dict[str, object]:
        return {"employment": employment, "wages": wages, "establishments": establishments}

    expected = {
        ("cn-province-11", "13"): cell(10, 500, 1),
        ("cn-province-11", "17"): cell(4, 200, 1),
        ("cn-province-44", "13"): cell(0, 0, 1),
        ("cn", "13"): cell(10, 500, 2),
        ("cn", "17"): cell(4, 200, 1),
    }
    for region, sums in (
        ("cn-province-11", cell(14, 700, 2)),
        ("cn-province-44", cell(0, 0, 1)),
        ("cn", cell(14, 700, 3)),
    ):
        expected |= {(region, "C"): sums, (region, "00"): sums}
    assert found == {(2021, *key): figures for key, figures in expected.items()}
    kept = read_contributions(receipt.records.folder, 2021)
    assert kept["holder"].tolist() == [0, 0, 1]
    assert receipt.records.layout.confidential
    assert receipt.records.layout.absent == "zero"
    assert receipt.records.layout.currency == "CNY"


def test_a_row_may_stand_for_several_establishments(tmp_path: Path) -> None:
    columns = MAP.replace('[establishment]\ncolumn = "establishment"\n', "")
    columns += '[measures.establishments]\ncolumn = "establishment"\nunit = "个"\n'
    found = cells(tmp_path, HEADING + "2021,11,13,Firm A,5,10,1\n2021,11,13,Firm B,2,1,1\n", columns)
    assert found[2021, "cn", "00"]["establishments"] == 7


def test_cities_are_added_up_to_provinces_and_the_country(tmp_path: Path) -> None:
    columns = MAP.replace('level = "province"', 'level = "city"').replace(
        '[year]\ncolumn = "year"', "[year]\nfixed = 2021"
    )
    found = cells(tmp_path, HEADING + "x,4401,13,A,1,10,1\nx,4403,13,B,2,20,1\nx,3201,13,C,3,5,1\n", columns)
    sums = {region: figures["employment"] for (_, region, industry), figures in found.items() if industry == "00"}
    assert sums == {
        "cn": 35,
        "cn-province-44": 30,
        "cn-province-32": 5,
        "cn-city-4401": 10,
        "cn-city-4403": 20,
        "cn-city-3201": 5,
    }


def test_metropolitan_areas_are_not_added_up_to_a_country_they_do_not_make_up(tmp_path: Path) -> None:
    columns = MAP.replace('gazetteer = "cn"\nlevel = "province"', 'gazetteer = "us"\nlevel = "metro"')
    columns = columns.replace('"GB/T 4754"', '"NAICS"').replace('unit = "元"', 'unit = "USD"')
    found = cells(tmp_path, HEADING + "2021,48620,336411,A,1,10,1\n2021,48620,336412,B,2,20,1\n", columns)
    assert {region for _, region, _ in found} == {"us-metro-48620"}
    assert [industry for _, _, industry in found] == ["00", "31-33", "336", "3364", "33641", "336411", "336412"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('[holder]\ncolumn = "enterprise"', "[holder]", "[holder] needs column"),
        ('[holder]\ncolumn = "enterprise"', "", "[holder] needs column"),
        ('column = "province"', 'column = "province"\ncountry = ["all"]', "no country"),
        ('column = "industry"', 'column = "industry"\ntotal = ["all"]', "no total"),
        ("[measures.wages]", "[measures.profit]", "below zero"),
        ("[measures.employment]", '[cells]\nwithheld = ["x"]\n[measures.employment]', "every figure is known"),
        ('[year]\ncolumn = "year"', "[year]", "the year is said once"),
        ("[measures.wages]", '[table]\nabsent = "few"\n[measures.wages]', "no row means no establishment"),
        ("[publication]", "[owner]\n[publication]", "nearest known"),
    ],
)
def test_a_map_that_is_not_of_a_register_is_refused(tmp_path: Path, old: str, new: str, said: str) -> None:
    assert old in MAP
    with pytest.raises(UnreadableFile) as caught:
        imported(tmp_path, HEADING + "2021,11,13,A,1,10,1\n", MAP.replace(old, new))
    assert said in str(caught.value)
    assert "columns.toml" in str(caught.value)


def test_counts_alone_and_counts_beside_single_establishments_are_refused(tmp_path: Path) -> None:
    counts = '[measures.establishments]\ncolumn = "persons"\nunit = "个"\n'
    for columns, said in (
        (MAP + counts, "says nothing"),
        (MAP[: MAP.index("[measures")] + counts, "name employment or another figure"),
    ):
        with pytest.raises(UnreadableFile, match=said):
            imported(tmp_path, HEADING + "2021,11,13,A,1,10,1\n", columns)


def test_the_example_is_a_map(tmp_path: Path) -> None:
    file = tmp_path / "columns.toml"
    file.write_text(EXAMPLE, encoding="utf-8")
    how = read_register_map(file)
    assert (how.holder, how.establishment) == ("enterprise", "establishment")


def test_a_register_has_no_reader_without_a_map() -> None:
    with pytest.raises(ValueError, match="--map"):
        source("register")


@pytest.mark.parametrize(
    "policy",
    [
        PublishPolicy("all rules", 4, (2, 85.0), 12.5, 0.3, False, False),
        PublishPolicy("one rule", 0, None, 10.0),
    ],
)
def test_a_kept_policy_is_read_as_it_was(tmp_path: Path, policy: PublishPolicy) -> None:
    write_policy(policy, tmp_path / "policy.toml")
    assert read_policy(tmp_path / "policy.toml") == policy
