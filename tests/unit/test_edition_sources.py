"""Which records an edition is made from: sources and files that are chosen, and those that do not go together."""

from collections.abc import Callable
from pathlib import Path

import pytest
from tests.unit.small_states import KANSAS, NEVADA, Cell, build_states, chain, state_rows

from clusteratlas.editions import Choices, build, open_edition
from clusteratlas.errors import InputError, NoRecords
from clusteratlas.home import Home
from clusteratlas.sources import import_file

Write = Callable[..., Path]
HEADING = "year,fipstate,naics,est,emp,empflag,emp_nf,ap,ap_nf"
PUBLISHED = '"fipstate","naics","emp_nf","emp","qp1_nf","qp1","ap_nf","ap","est"'


def states(folder: Path, year: int) -> Path:
    file = folder / f"states_{year}.csv"
    rows = state_rows(year, KANSAS, [("00", 9, 90), *chain("336411", 9, 90)])
    file.write_text("\n".join([HEADING, *rows]) + "\n", encoding="utf-8")
    return file


def metro(write: Write, year: int, name: str) -> Path:
    return write([(year, "48620", code, 90, 9) for code in ("00", "31-33", "336", "3364", "33641", "336411")], name)


def test_an_atlas_takes_of_a_source_only_what_is_in_its_layouts(small_cbp: Write, tmp_path: Path) -> None:
    """Files by state and by area are both of cbp; each atlas finds its own."""
    home = Home.at(tmp_path / "home")
    import_file("cbp", states(tmp_path, 2005), home)
    with pytest.raises(NoRecords, match="holds no records of 'cbp'"):
        build("us", home)
    import_file("cbp", metro(small_cbp, 2019, "metro.csv"), home)
    assert (build("us", home).years, build("us-states", home).years) == ([2019], [2005])


def test_a_source_and_one_of_its_files_can_be_chosen(tmp_path: Path) -> None:
    home = Home.at(tmp_path / "home")
    early, late = (import_file("cbp", states(tmp_path, year), home).records for year in (2005, 2006))
    assert build("us-states", home).years == [2005, 2006]
    assert build("us-states", home, Choices(source="cbp")).years == [2005, 2006]
    assert build("us-states", home, Choices(source=f"cbp={late.vintage}")).years == [2006]
    assert build("us-states", home, Choices(source=f"cbp={early.vintage}")).years == [2005]
    with pytest.raises(NoRecords, match="holds no records of 'qcew'"):
        build("us-states", home, Choices(source="qcew"))
    with pytest.raises(InputError, match=r"There are no records 'x' of 'cbp'"):
        build("us-states", home, Choices(source="cbp=x"))


def test_files_in_which_silence_means_different_things_do_not_mix(tmp_path: Path) -> None:
    """In a file of 2005 a missing row is no establishment, in one of 2019 it may be two: two layouts."""
    home = Home.at(tmp_path / "home")
    import_file("cbp", states(tmp_path, 2005), home)
    later = tmp_path / "cbp19st.txt"
    later.write_text(f'{PUBLISHED}\n"20","------","G",90,"G",9,"G",900,9\n', encoding="utf-8")
    vintage = import_file("cbp", later, home).records.vintage
    with pytest.raises(InputError, match=r"Choose one: --source cbp="):
        build("us-states", home)
    assert build("us-states", home, Choices(source=f"cbp={vintage}")).years == [2019]


def test_every_year_has_its_own_vintage_of_the_classification(tmp_path: Path) -> None:
    """Cellular telephony is 513322 in NAICS 1997, in use until 2002, and 517212 in NAICS 2002; one cluster has both.

    What stands between 51 and 513322 has no code here.
    """
    cellular: list[Cell] = [("51", 9, 90), ("513322", 9, 90)]
    edition = build_states(
        tmp_path,
        [
            *state_rows(2002, NEVADA, [("00", 19, 290), *cellular, *chain("336411", 10, 200)]),
            *state_rows(2003, NEVADA, [("00", 19, 300), *chain("517212", 9, 100), *chain("336411", 10, 200)]),
        ],
    )
    assert edition.manifest.vintages == {"2002": "1997", "2003": "2002"}
    known = {row["industry"]: row["vintages"] for row in edition.rows("select industry, vintages from industries")}
    assert [known[code] for code in ("513322", "517212", "336411")] == ["1997", "2002", "1997 2002"]
    cluster = "communications-equipment-and-services"
    members = edition.rows(
        "select vintage, industry from membership where cluster = ? and industry like '51%'", [cluster]
    )
    assert {"vintage": "1997", "industry": "513322"} in members
    assert {"vintage": "2002", "industry": "513322"} not in members
    query = "from portfolio where region = ? and cluster = ? and subcluster is null order by year"
    found = edition.rows(query, [NEVADA, cluster])
    assert [(row["year"], row["employment"], row["employment_change"]) for row in found] == [
        (2002, 90, None), (2003, 100, 10),
    ]  # fmt: skip


def test_an_edition_is_opened_with_the_tables_of_its_own_measures(tmp_path: Path) -> None:
    home = Home.at(tmp_path / "home")
    import_file("cbp", states(tmp_path, 2005), home)
    build("us-states", home)
    edition = open_edition("us-states", home=home)
    columns = edition.layouts["portfolio"].schema.names
    assert {"wages", "wages_low", "wages_high", "wages_per_head"} <= set(columns)
    assert "revenue" not in columns
