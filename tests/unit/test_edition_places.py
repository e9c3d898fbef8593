"""The tree of an edition's places: whose figures make up whose, year by year, and how the country is found."""

from collections.abc import Collection
from pathlib import Path

import numpy as np
import pytest
from tests.unit.small_states import figures

from clusteratlas.classifications import gazetteer
from clusteratlas.editions import Edition, build, check, edition_folder, open_edition
from clusteratlas.editions.cells import Places
from clusteratlas.home import Home
from clusteratlas.sources import import_file

FRANCE_2013 = [f"eu-nuts1-FR{part}" for part in "12345678A"]  # Eurostat, NUTS 2013: FR1 to FR8 and FRA
FRANCE_2016 = [f"eu-nuts1-FR{part}" for part in "1BCDEFGHIJKLMY"]  # and NUTS 2016, which kept FR1 alone


def places(country: str, codes: Collection[str]) -> Places:
    known = gazetteer(country)
    listed = {code: known.require(code) for code in codes}
    return Places(known, country, dict(sorted({country: known.country, **listed}.items())))


def is_whole(found: Places, code: str, present: Collection[str]) -> bool:
    here = np.array([place in present for place in found.codes.codes])
    return bool(found.tree(here).whole[found.codes.codes.index(code)])


@pytest.mark.parametrize(
    ("regions", "whole"),
    [
        (FRANCE_2013, True),
        (FRANCE_2016, True),
        (FRANCE_2016[:-1], False),  # without the overseas regions
        ([*FRANCE_2013[:-1], "eu-nuts1-FRB"], False),  # nine regions, of two versions
        ([], False),
    ],
    ids=["2013", "2016", "one missing", "two versions", "none"],
)
def test_a_country_is_the_sum_of_all_its_regions_of_one_version(regions: list[str], whole: bool) -> None:
    found = places("eu", ["eu-nuts0-FR", *regions])
    assert is_whole(found, "eu-nuts0-FR", ["eu-nuts0-FR", *regions]) == whole


def test_what_has_no_row_in_a_year_is_no_part_in_that_year() -> None:
    found = places("eu", ["eu-nuts0-FR", *FRANCE_2013])
    assert not is_whole(found, "eu-nuts0-FR", ["eu-nuts0-FR", *FRANCE_2013[1:]])


def test_a_level_that_is_not_there_is_stepped_over() -> None:
    """Slovenia has one NUTS 1 region, SI0, of two NUTS 2 regions, SI03 and SI04."""
    codes = ["eu-nuts0-SI", "eu-nuts2-SI03", "eu-nuts2-SI04"]
    found = places("eu", codes)
    assert found.parent("eu-nuts2-SI03") == "eu-nuts0-SI"
    assert is_whole(found, "eu-nuts0-SI", codes)
    assert not is_whole(found, "eu-nuts0-SI", codes[:-1])


def test_metropolitan_areas_are_never_the_whole_country() -> None:
    codes = [code for code, place in gazetteer("us").places.items() if place.level in ("metro", "micro")]
    assert not is_whole(places("us", codes), "us", ["us", *codes])


def test_the_top_of_a_year_is_what_nothing_else_of_that_year_contains() -> None:
    found = places("eu", ["eu-nuts0-SI", "eu-nuts2-SI03", "eu-nuts2-SI04", "eu-nuts0-AT"])
    here = {"eu-nuts2-SI03", "eu-nuts2-SI04", "eu-nuts0-AT"}
    top = found.top(np.array([code in here for code in found.codes.codes]))
    assert {code for code, is_top in zip(found.codes.codes, top, strict=True) if is_top} == here
    top = found.top(np.array([code in here | {"eu-nuts0-SI"} for code in found.codes.codes]))
    assert {code for code, is_top in zip(found.codes.codes, top, strict=True) if is_top} == {
        "eu-nuts0-SI", "eu-nuts0-AT",
    }  # fmt: skip


LOCAL_UNITS = "C10,V11210,AT\t9\n"  # what tells a regional file from a national one


def built(atlas: str, source: str, content: str, folder: Path) -> Edition:
    file, home = folder / "file.csv", Home.at(folder / "home")
    file.write_text(content, encoding="utf-8")
    import_file(source, file, home)
    build(atlas, home)
    check(edition_folder(home, atlas))
    return open_edition(atlas, home=home)


def test_a_country_that_the_source_publishes_is_not_summed(tmp_path: Path) -> None:
    """Two of Japan's 47 prefectures have 900 of its 1,000 jobs in group 561; of 569 the country's row is absent."""
    rows = (
        "00000,100,561,1000,Japan,2014\n"
        "13000,60,561,600,Tokyo,2014\n"
        "27000,30,561,300,Osaka,2014\n"
        "13000,5,569,50,Tokyo,2014\n"
    )
    heading = "AreaID,establishments,jsic3,employees,AreaName,year\n"
    edition = built("jp", "jp-economic-census", heading + rows, tmp_path)
    found = figures(edition, "from national")
    assert found[("561",)] == (1_000, None, None, "published")
    assert found[("569",)][1:] == (50, None, "unknown")  # at least what Tokyo has
    # Of a level that was never divided otherwise, all places are listed: Hokkaido is not in the file.
    assert [row["parent"] for row in edition.rows("from regions where region = 'jp-prefecture-01'")] == ["jp"]
    for table in ("activity", "totals", "portfolio", "summary", "quality"):
        assert edition.rows(f"from {table} where region = 'jp-prefecture-01'") == []


def test_a_union_without_a_row_is_the_sum_of_its_countries_alone(tmp_path: Path) -> None:
    """Slovenia's 100 jobs in food stand in its regions too; they count once."""
    rows = (
        "C10,V16110,AT\t300\n"
        "C10,V16110,SI\t100\n"
        "C10,V16110,SI03\t70\n"
        "C10,V16110,SI04\t30\n"
    )  # fmt: skip
    edition = built("eu", "eurostat", "nace_r2,indic_sb,geo\\time\t2015\n" + LOCAL_UNITS + rows, tmp_path)
    assert figures(edition, "from national")[("10",)] == (400, 400, 400, "derived")


def test_what_is_finer_than_the_definition_is_left_aside(tmp_path: Path) -> None:
    """The definition is stated on divisions; the groups of food (10.1) need not add up to it and do not here."""
    rows = "C10,V16110,AT\t300\nC101,V16110,AT\t120\nC108,V16110,AT\t90\n"
    edition = built("eu", "eurostat", "nace_r2,indic_sb,geo\\time\t2015\n" + LOCAL_UNITS + rows, tmp_path)
    assert figures(edition, "from activity where region = 'eu-nuts0-AT'") == {
        ("eu-nuts0-AT", "10"): (300, None, None, "published")
    }
    assert edition.rows("from industries where industry in ('101', '108')") == []
    assert edition.manifest.withheld[0]["employment"]["contradictory"] == 0
