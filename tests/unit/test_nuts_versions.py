"""Figures carried between NUTS versions: nothing is lost, and known reforms give known results."""

from collections.abc import Mapping

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clusteratlas.classifications import eu_regions
from clusteratlas.classifications.concordance_carry import carry
from clusteratlas.classifications.nuts_versions import (
    KNOWN_VERSIONS,
    WEIGHTS,
    carried_unchanged,
    nuts_concordance,
    renamed,
)
from clusteratlas.errors import UnknownChoice

PAIRS = [(level, a, b) for level, known in KNOWN_VERSIONS.items() for a in known for b in known]
CODES = sorted(region.bare for region in eu_regions.standing("nuts2", 2010).values())


def carried(figures: Mapping[str, int], before: int, after: int, weight: str = "pop18") -> dict[str, int]:
    """The figures of NUTS 2 regions in the later version; all of them must have a way."""
    table = pa.table({"region": list(figures), "employment": list(figures.values())})
    result = carry(table, nuts_concordance("nuts2", before, after, weight), ["employment"], "region")
    assert result.complete
    return dict(zip(*(column.to_pylist() for column in result.table.columns), strict=True))


def test_a_region_that_was_renamed_keeps_its_figure() -> None:
    assert carried({"FR42": 100, "FR10": 7}, 2013, 2021) == {"FRF1": 100, "FR10": 7}  # Alsace


def test_a_region_that_was_divided_is_shared_out_by_the_weight_asked_for() -> None:
    """Lithuania, one region until 2016: 805,570 people of 2018 around Vilnius, 2,001,882 elsewhere."""
    assert carried({"LT00": 1000}, 2013, 2016) == {"LT01": 287, "LT02": 713}
    assert carried({"LT00": 1000}, 2013, 2016, "area") == {"LT01": 150, "LT02": 850}  # 9,730.3 and 55,159.9 km²


def test_back_again_two_regions_become_the_one_they_were() -> None:
    assert carried({"LT01": 3, "LT02": 4}, 2016, 2013) == {"LT00": 7}


def test_what_no_version_knows_is_left_behind_and_named() -> None:
    table = pa.table({"region": ["AT13", "ITD5", "XX99"], "employment": [1, 5, 2]})
    result = carry(table, nuts_concordance("nuts2", 2010, 2021), ["employment"], "region")
    assert result.table.to_pylist() == [{"region": "AT13", "employment": 1}]
    reason = "is not a code of the concordance from NUTS 2010 to NUTS 2021"
    assert result.not_carried.to_pylist() == [
        {"region": "ITD5", "reason": reason, "employment": 5},
        {"region": "XX99", "reason": reason, "employment": 2},
    ]


@pytest.mark.parametrize(("level", "before", "after"), PAIRS)
def test_every_code_goes_wholly_to_codes_of_the_version(level: str, before: int, after: int) -> None:
    there = {region.bare for region in eu_regions.standing(level, after).values()}
    here = {region.bare for region in eu_regions.standing(level, before).values()}
    for weight in WEIGHTS:
        found = nuts_concordance(level, before, after, weight)
        assert found.weights.keys() <= here
        assert {target for _, target in found.pairs} <= there
        # Mayotte came into the classification in 2013: there is no way back to 2010.
        new = {"FRY5"} if level == "nuts2" and before > 2013 and after == 2010 else set()
        assert {code for code in found.weights if found.remainder(code)} == new
    if before <= after:
        assert nuts_concordance(level, before, after).weights.keys() == here


@given(st.dictionaries(st.sampled_from(CODES), st.integers(0, 10**9), max_size=20))
def test_the_total_is_kept(figures: Mapping[str, int]) -> None:
    assert sum(carried(figures, 2010, 2021).values()) == sum(figures.values()) if figures else True


def test_codes_no_table_has_are_taken_to_be_unchanged_and_listed() -> None:
    assert {code for code in carried_unchanged("nuts2", 2010, 2021) if not code.endswith("ZZ")} == {"LI00"}
    assert carried_unchanged("nuts3", 2016, 2021) == frozenset()


def test_regions_only_renamed() -> None:
    names = renamed("nuts2", 2013, 2021)
    assert names["FR42"] == "FRF1"
    assert names["PL33"] == "PL72"
    assert "LT00" not in names
    assert "HU10" not in names
    assert "AT11" not in names  # its code stands still
    assert "UKM3" not in names  # divided between UKM8 and UKM9


def test_unknown_choices_name_the_known_ones() -> None:
    with pytest.raises(UnknownChoice, match="nuts2, nuts3"):
        nuts_concordance("nuts1", 2013, 2016)
    with pytest.raises(UnknownChoice, match="pop18, pop11, area"):
        nuts_concordance("nuts2", 2013, 2016, weight="gdp")
    with pytest.raises(UnknownChoice, match=r"before=2013.*2016, 2021"):
        nuts_concordance("nuts3", 2013, 2021)
