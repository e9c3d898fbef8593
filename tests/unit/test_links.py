"""Link data: who sells to whom and who employs whom, their origin, and how coarse codes are shared out."""

from importlib.resources import files

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from clusteratlas.classifications import classification
from clusteratlas.definitions import link_origin, links
from clusteratlas.definitions.links import REST
from clusteratlas.definitions.links.sharing import shared_out_kernel, shares_kernel
from clusteratlas.errors import UnknownChoice

NAMES = [("us-input-output", None), ("us-input-output", 2017), ("us-occupations", None)]
SIX_DIGITS = set(classification("NAICS", "2017").with_digits(6))


def of(table: pa.Table, column: str, code: str) -> pa.Table:
    return table.filter(pc.equal(table[column], code))


@pytest.mark.parametrize(("name", "year"), NAMES)
def test_every_row_is_a_link_between_industries_that_exist(name: str, year: int | None) -> None:
    table = links(name, year)
    keys, value = table.column_names[:2], table.column_names[2]
    assert pc.min(table[value]).as_py() > 0
    assert table.group_by(keys).aggregate([]).num_rows == table.num_rows
    assert table.equals(table.sort_by([(key, "ascending") for key in keys]))
    for column in {"industry", "other"} & set(keys):
        assert set(table[column].unique().to_pylist()) - {REST} < SIX_DIGITS


def test_the_columns_are_those_of_a_similarity() -> None:
    assert links("us-input-output").column_names == ["industry", "other", "value"]
    assert links("us-occupations").column_names == ["occupation", "industry", "employment"]


def test_the_accounts_of_2012_are_meant_without_a_year() -> None:
    assert links("us-input-output").equals(links("us-input-output", 2012))
    assert not links("us-input-output").equals(links("us-input-output", 2017))


@pytest.mark.parametrize(("name", "year"), [("us-trade", None), ("us-input-output", 2018), ("us-occupations", 2012)])
def test_what_does_not_come_with_the_package_is_refused(name: str, year: int | None) -> None:
    with pytest.raises(UnknownChoice):
        links(name, year)


@pytest.mark.parametrize(("name", "year"), NAMES)
def test_the_origin_says_who_when_and_which_file(name: str, year: int | None) -> None:
    origin = link_origin(name, year)
    assert origin.name == name
    assert origin.year == (year or {"us-input-output": 2012, "us-occupations": 2018}[name])
    for language in ("en", "zh-hans"):
        assert str(origin.year) in origin.title(language)
        assert origin.method(language)
    assert (origin.classification, origin.vintage) == ("NAICS", "2017")
    for source in origin.sources:
        assert source.producer.startswith("US ")
        assert "Public domain" in source.licence
        assert source.address.startswith("https://www.")
        assert len(bytes.fromhex(source.sha256)) == 32


def test_industries_of_one_group_have_one_mix_of_occupations() -> None:
    table = links("us-occupations")
    mixes = []
    for industry in ("311111", "311230"):
        rows = of(table, "industry", industry).sort_by("occupation")
        jobs = rows["employment"].to_numpy()
        mixes.append((rows["occupation"].to_pylist(), (jobs / jobs.sum()).round(12).tolist()))
    assert mixes[0] == mixes[1]


def test_groups_of_which_most_jobs_are_missing_are_left_out() -> None:
    industries = set(links("us-occupations")["industry"].unique().to_pylist())
    assert {"336411", "713110", "541511"} < industries
    assert not {code for code in industries if code.startswith(("316", "512", "721"))}


def test_the_tables_are_small() -> None:
    sizes = {file.name: len(file.read_bytes()) for file in (files("clusteratlas.definitions.links") / "data").iterdir()}
    assert max(sizes.values()) < 600_000
    assert len(sizes) == 7


def test_an_industry_without_known_jobs_counts_as_the_smallest_of_its_code() -> None:
    assert shares_kernel([[True, True, True]], [30, np.nan, 10]).tolist() == [[0.6, 0.2, 0.2]]


def test_industries_without_any_known_jobs_count_alike() -> None:
    assert shares_kernel([[True, True, False]], [np.nan, np.nan, 10]).tolist() == [[0.5, 0.5, 0.0]]


def test_a_code_without_industries_is_shared_with_nobody() -> None:
    assert shares_kernel([[False, False]], [30, 10]).tolist() == [[0.0, 0.0]]


def test_an_industry_may_belong_to_several_codes() -> None:
    assert shares_kernel([[True, True], [False, True]], [10, 30]).tolist() == [[0.25, 0.75], [0.0, 1.0]]


def test_no_codes_and_no_industries_give_no_shares() -> None:
    assert shares_kernel(np.zeros((0, 0), np.bool_), []).shape == (0, 0)
    assert shares_kernel(np.zeros((2, 0), np.bool_), []).shape == (2, 0)


@given(
    st.lists(st.lists(st.integers(0, 10**9), min_size=2, max_size=2), min_size=2, max_size=2),
    st.lists(st.integers(1, 10**9), min_size=5, max_size=5),
)
def test_what_is_shared_out_adds_up_to_what_was_there(values: list[list[int]], jobs: list[int]) -> None:
    shares = shares_kernel([[True, True, True, False, False], [False, False, True, True, True]], jobs)
    np.testing.assert_allclose(shares.sum(axis=1), 1)
    assert shared_out_kernel(values, shares, shares).sum() == pytest.approx(sum(map(sum, values)))
