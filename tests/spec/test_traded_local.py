"""Traded or local, on tables drawn by hand."""

import pyarrow as pa
import pytest

from clusteratlas.definitions import TradedRule, natural_resources, traded, traded_rule
from clusteratlas.errors import BadCells, UnknownChoice, WrongColumns

# jobs      aerospace  shops  mining   all
# wichita          80     20      10   110
# boston           20    880      90   990
ROWS = [
    ("wichita", "aerospace", 80),
    ("wichita", "shops", 20),
    ("wichita", "mining", 10),
    ("boston", "aerospace", 20),
    ("boston", "shops", 880),
    ("boston", "mining", 90),
]
CELLS = pa.table(dict(zip(("region", "industry", "employment"), zip(*ROWS, strict=True), strict=True)))


def rows(table: pa.Table, **choices: object) -> dict[str, dict[str, object]]:
    return {row["industry"]: row for row in traded(table, **choices).to_pylist()}  # type: ignore[arg-type]


def test_every_figure_is_a_column() -> None:
    found = rows(CELLS)
    # aerospace: 80 of 100 in wichita with (80/100) / (110/1100) = 8; the other quotient (20/100) / (990/1100) = 2/9
    assert found["aerospace"] == {
        "industry": "aerospace",
        "specialised_share": 0.8,
        "top_quotient": pytest.approx((8 + 2 / 9) / 2),
        "gini": pytest.approx(0.7),  # boston has 9/10 of all and 1/5 of it: 9/10 * 1 - 1/5
        "exception": False,
        "traded": True,
    }
    assert found["shops"]["specialised_share"] == pytest.approx(880 / 900)
    assert not found["shops"]["traded"]


def test_a_quotient_of_exactly_one_is_specialised() -> None:
    # Mining is spread as all jobs are: both quotients are 1, so all of it stands in specialised regions.
    found = rows(CELLS)["mining"]
    assert (found["specialised_share"], found["top_quotient"], found["gini"]) == (1.0, 1.0, pytest.approx(0))
    assert not found["traded"]


def test_all_three_values_must_be_reached() -> None:
    for rule in (
        TradedRule("x", "", specialised_share=0.81, top_quotient=2, gini=0.3),
        TradedRule("x", "", specialised_share=0.5, top_quotient=4.2, gini=0.3),
        TradedRule("x", "", specialised_share=0.5, top_quotient=2, gini=0.71),
    ):
        assert not rows(CELLS, rule=rule)["aerospace"]["traded"]
    reached = TradedRule("x", "", specialised_share=0.8, top_quotient=4.1, gini=0.69)
    assert rows(CELLS, rule=reached)["aerospace"]["traded"]


def test_only_the_five_highest_quotients_count() -> None:
    regions = [f"r{number}" for number in range(7)]
    table = pa.table(
        {
            "region": regions * 2,
            "industry": ["x"] * 7 + ["y"] * 7,
            "employment": [70, 60, 50, 40, 30, 20, 10, 30, 40, 50, 60, 70, 80, 90],
        }
    )
    # Every region has 100 of 700 jobs, x 280: quotients are its jobs / 40.
    assert rows(table)["x"]["top_quotient"] == pytest.approx((70 + 60 + 50 + 40 + 30) / 5 / 40)


def test_exceptions_are_traded_by_the_beginning_of_their_code() -> None:
    found = rows(CELLS, exceptions=["min"])
    assert (found["mining"]["exception"], found["mining"]["traded"]) == (True, True)
    assert (found["shops"]["exception"], found["shops"]["traded"]) == (False, False)


def test_an_industry_without_jobs_is_neither() -> None:
    found = rows(pa.concat_tables([CELLS, pa.table({"region": ["boston"], "industry": ["whales"], "employment": [0]})]))
    assert found["whales"] == {
        "industry": "whales",
        "specialised_share": None,
        "top_quotient": None,
        "gini": None,
        "exception": False,
        "traded": None,
    }
    assert found["shops"] == rows(CELLS)["shops"]


def test_years_are_taken_apart() -> None:
    both = pa.concat_tables(
        [CELLS.append_column("year", pa.array([year] * 6)) for year in (2019, 2018)],
    )
    found = traded(both)
    assert found.column_names[:2] == ["industry", "year"]
    assert found["year"].to_pylist() == [2018, 2019] * 3
    assert found.filter(pa.array([True, False] * 3)).drop_columns("year").equals(traded(CELLS))


@pytest.mark.parametrize("width", ["int8", "uint16", "int32", "uint64", "float64"])
def test_every_width_of_number_gives_the_same(width: str) -> None:
    small = CELLS.set_column(2, "employment", pa.array([80, 20, 10, 20, 88, 90]))
    narrow = small.set_column(2, "employment", small["employment"].cast(pa.type_for_alias(width)))
    assert traded(narrow).equals(traded(small))


def test_thousands_of_millions_do_not_overflow() -> None:
    large = CELLS.set_column(2, "employment", pa.array([n * 2_000_000 for _, _, n in ROWS], pa.uint32()))
    assert traded(large)["traded"].equals(traded(CELLS)["traded"])


def test_empty_and_bad_frames() -> None:
    assert traded(CELLS.slice(0, 0)).num_rows == 0
    assert {row["traded"] for row in traded(CELLS.slice(0, 3)).to_pylist()} == {False}  # one region: all is alike
    with pytest.raises(BadCells, match="is negative"):
        traded(CELLS.set_column(2, "employment", pa.array([-1, 1, 1, 1, 1, 1])))
    with pytest.raises(BadCells, match="stands more than once"):
        traded(pa.concat_tables([CELLS, CELLS]))
    with pytest.raises(WrongColumns, match="column 'employment' is missing"):
        traded(CELLS.drop_columns("employment"))


def test_thresholds_are_data_with_a_citation() -> None:
    rule = traded_rule()
    assert (rule.specialised_share, rule.top_quotient, rule.gini) == (0.5, 2.0, 0.3)
    assert rule.name.endswith("reconstruction")
    assert "Porter" in rule.citation
    assert "21" in natural_resources("NAICS")
    assert natural_resources("KldB") == ()
    with pytest.raises(UnknownChoice, match=r"rule='mine' is not known\. Choose one of: porter-2003-reconstruction"):
        traded_rule("mine")
