"""The life cycle on series drawn by hand."""

import doctest
import importlib
import math
import tomllib
from importlib.resources import files

import pyarrow as pa
import pytest

from clusteratlas.diagnosis import life_cycle
from clusteratlas.diagnosis.life_cycle import REASONS, STAGES, load
from clusteratlas.diagnosis.life_cycle.stages import EVIDENCE, names, read
from clusteratlas.errors import BadCells, UnknownChoice, WrongColumns

YEARS = [2015, 2016, 2017, 2018, 2019]
NATION = 1_000_000
RECONSTRUCTION = "menzel-fornahl-reconstruction"


def grown(rate: float, first: float = 1000, years: int = 5) -> list[float]:
    """Jobs that grow by a constant factor of e ** rate a year."""
    return [first * math.exp(rate * year) for year in range(years)]


def portfolio(
    jobs: list[float], quotients: list[float], years: list[int] | None = None, **more: list[object]
) -> pa.Table:
    """Reno's software; a second region holds the rest of a nation whose jobs stay the same."""
    when = years or YEARS
    rows = {
        "year": when * 2,
        "region": ["reno"] * len(when) + ["rest"] * len(when),
        "cluster": ["software"] * len(when) + ["other"] * len(when),
        "kind": ["traded"] * 2 * len(when),
        "employment": [*jobs, *(NATION - count for count in jobs)],
        "location_quotient": [*quotients, *[1.0] * len(when)],
    }
    return pa.table(rows | more)


def parts(shares: list[float], jobs: list[float] | None = None, years: list[int] | None = None) -> pa.Table:
    """Two parts of Reno's software: one with these shares of the jobs, and the rest."""
    when, total = years or YEARS, jobs or [1000.0] * len(shares)
    first = [share * count for share, count in zip(shares, total, strict=True)]
    rest = [count - one for count, one in zip(total, first, strict=True)]
    return pa.table(
        {
            "region": ["reno"] * 2 * len(when),
            "cluster": ["software"] * 2 * len(when),
            "industry": ["5112"] * len(when) + ["5415"] * len(when),
            "year": when * 2,
            "employment": [*first, *rest],
        }
    )


def reading(*given: object, **choices: object) -> dict[str, object]:
    (row,) = [row for row in life_cycle(*given, **choices).to_pylist() if row["region"] == "reno"]  # type: ignore[arg-type]
    return row


LEVEL, FALLING, RISING = [2.0] * 5, [0.9, 0.8, 0.7, 0.6, 0.5], [0.5] * 2 + [0.55] + [0.6] * 2


@pytest.mark.parametrize(
    ("jobs", "quotients", "stage"),
    [
        (grown(0.05), LEVEL, "growth"),
        (grown(-0.05), LEVEL, "decline"),
        (grown(0.005), LEVEL, "maturity"),
        (grown(-0.005), LEVEL, "maturity"),
        (grown(0.0), [1.2] * 5, "maturity"),
        (grown(0.0), [1.0] * 5, None),
        (grown(-0.05), [1.5, 1.4, 1.3, 1.1, 1.0], "decline"),  # it was specialised
        (grown(-0.05), [1.0] * 5, None),
        # Up and down again: over all years neither, and what moved once is mature.
        ([1000, 1040, 1080, 1040, 1000], LEVEL, "maturity"),
    ],
)
def test_stages(jobs: list[float], quotients: list[float], stage: str | None) -> None:
    row = reading(portfolio(jobs, quotients), parts([0.5] * 5))
    assert (row["stage"], row["reason"]) == (stage, None if stage else "not_specialised")


TURNING = [1000, 950, 900, 950, 1000]  # a fall by 5 % a year, then a rise
RISES = [0.9, 0.9, 0.7, 0.5, 0.5]


def test_renewal_is_new_growth_with_rising_heterogeneity() -> None:
    assert reading(portfolio(TURNING, LEVEL), parts(RISES))["stage"] == "renewal"
    # With the parts as they were it has grown again and come to where it was: mature.
    assert reading(portfolio(TURNING, LEVEL), parts([0.5] * 5))["stage"] == "maturity"
    assert reading(portfolio(TURNING, LEVEL), parts(RISES[::-1]))["stage"] == "maturity"


def test_without_parts_there_is_no_telling_renewal() -> None:
    row = reading(portfolio(TURNING, LEVEL))
    assert (row["stage"], row["reason"]) == (None, "heterogeneity_unknown")
    assert (row["parts"], row["heterogeneity_change"]) == (0, None)
    assert reading(portfolio(grown(0.05), LEVEL))["stage"] == "growth"  # here nothing hangs on them


def test_evidence() -> None:
    row = reading(portfolio(grown(0.05), [1.0, 2.0, 3.0, 4.0, 5.0]), parts([0.5, 0.5, 1.0, 1.0, 1.0]))
    assert (row["quotient_earlier"], row["quotient_recent"]) == (2.0, 4.0)  # the middle year is in both
    for name in ("trend", "trend_earlier", "trend_recent"):
        assert row[name] == pytest.approx(0.05)
    assert row["turn"] == pytest.approx(0)
    # Reno is the whole of its industry, so all of its trend is that of the industry.
    assert (row["industry_trend"], row["regional_trend"]) == (pytest.approx(0.05), pytest.approx(0))
    # ln 2, ln 2, 0, 0, 0: the mean of the first three is two thirds of ln 2.
    assert row["heterogeneity_earlier"] == pytest.approx(2 / 3 * math.log(2))
    assert (row["heterogeneity_recent"], row["parts"]) == (0, 1)
    assert row["heterogeneity_change"] == pytest.approx(-2 / 3 * math.log(2))
    assert (row["years"], row["employment"]) == (5, pytest.approx(sum(grown(0.05)) / 5))


def test_the_trend_is_held_against_all_jobs_of_the_nation() -> None:
    doubling = [NATION * 2**year for year in range(5)]
    table = portfolio(grown(0.05), LEVEL)
    jobs = table["employment"].to_pylist()[:5]
    rest = [whole - count for whole, count in zip(doubling, jobs, strict=True)]
    table = table.set_column(4, "employment", pa.array([*jobs, *rest]))
    assert reading(table)["trend"] == pytest.approx(0.05 - math.log(2))


def test_the_nation_is_its_own_row_where_there_is_one() -> None:
    table = portfolio(grown(0.05), LEVEL, level=["metro"] * 10)
    country = portfolio(grown(0.02, 50_000), [1.0] * 5, level=["country"] * 10)
    row = reading(pa.concat_tables([table.slice(0, 5), country.set_column(1, "region", pa.array(["us"] * 10))]))
    assert row["level"] == "metro"
    assert (row["trend"], row["industry_trend"]) == (pytest.approx(0.05), pytest.approx(0.02))
    assert row["regional_trend"] == pytest.approx(0.03)


@pytest.mark.parametrize(
    ("rate", "quotient", "stage"),
    [
        (0.1, 0.6, "emergence"),
        (0.05, 0.6, None),  # only follows its industry
        (0.1, 0.4, None),  # hardly there
        (0.1, 1.2, "growth"),
    ],
)
def test_emergence_outgrows_its_industry(rate: float, quotient: float, stage: str | None) -> None:
    here, there = grown(rate), grown(0.05, 100_000)  # the industry grows by 5 % a year elsewhere
    rows = {
        "year": YEARS * 3,
        "region": ["reno"] * 5 + ["rest"] * 10,
        "cluster": ["software"] * 10 + ["other"] * 5,
        "kind": ["traded"] * 15,
        "employment": [*here, *there, *(NATION - one - other for one, other in zip(here, there, strict=True))],
        "location_quotient": [quotient] * 5 + [1.0] * 10,
    }
    row = reading(pa.table(rows))
    assert (row["stage"], row["trend"]) == (stage, pytest.approx(rate))
    assert row["regional_trend_recent"] == pytest.approx(rate - 0.05, abs=0.001)  # of which it is itself a hundredth


def test_few_years() -> None:
    four = reading(portfolio(grown(0.05, years=4), [2.0] * 4, YEARS[:4]))
    assert (four["stage"], four["reason"], four["years"]) == (None, "few_years", 4)
    gap = reading(portfolio([1000, 1000, 0, 1000, 1000], LEVEL))
    assert (gap["reason"], gap["years"], gap["trend"]) == ("few_years", 4, pytest.approx(0))
    begun = reading(portfolio([0, 0, 0, 0, 0, *grown(0.1)], [2.0] * 10, list(range(2010, 2020))))
    assert (begun["reason"], begun["years"], begun["trend_earlier"]) == ("few_years", 5, None)


def test_an_absent_row_is_zero() -> None:
    table = portfolio([0, *grown(0.05, years=5)], [0.0, *LEVEL], [2014, *YEARS])
    without = table.filter(pa.array([place != 0 for place in range(12)]))
    assert life_cycle(without).equals(life_cycle(table))


def test_small_clusters_have_no_reading() -> None:
    row = reading(portfolio([99] * 5, LEVEL))
    assert (row["stage"], row["reason"]) == (None, "small")
    assert reading(portfolio([100] * 5, LEVEL))["stage"] == "maturity"


def test_years_may_be_chosen_and_may_have_gaps() -> None:
    years = [2000, 2005, 2006, 2008, 2010, 2019]
    jobs = [1000 * math.exp(0.02 * (year - 2000)) for year in years]
    assert reading(portfolio(jobs, [2.0] * 6, years))["trend_earlier"] == pytest.approx(0.02)
    row = reading(portfolio([7.0, *grown(0.05)], [2.0] * 6, [2010, *YEARS]), start=2015, end=2019)
    assert (row["trend"], row["years"]) == (pytest.approx(0.05), 5)
    with pytest.raises(UnknownChoice, match="start=2001 is not known"):
        life_cycle(portfolio(grown(0.05), LEVEL), start=2001)


def test_subclusters_of_the_portfolio_are_its_parts() -> None:
    table = portfolio(TURNING, LEVEL, subcluster=pa.array([None] * 10, pa.string()))
    named = parts(RISES, TURNING).rename_columns(["region", "cluster", "subcluster", "year", "employment"])
    rows = named.append_column("kind", pa.array(["traded"] * 10)).append_column(
        "location_quotient", pa.array([1.0] * 10)
    )
    both = pa.concat_tables([table, rows.select(table.column_names).cast(table.schema)])
    own, given = reading(both), reading(table, parts(RISES, TURNING))
    assert own == given
    assert own["stage"] == "renewal"


def test_local_clusters_and_the_country_are_not_read() -> None:
    table = portfolio(grown(0.05), LEVEL, kind=["local"] * 5 + ["traded"] * 5)
    assert life_cycle(table)["region"].to_pylist() == ["rest"]


def test_columns_and_order() -> None:
    result = life_cycle(portfolio(grown(0.05), LEVEL, level=["metro"] * 10))
    assert result.column_names == [
        "region", "cluster", "level", "stage", "reason", "years", "employment", *EVIDENCE, "parts",
    ]  # fmt: skip
    assert result["region"].to_pylist() == ["reno", "rest"]


def test_one_may_bring_thresholds_of_ones_own() -> None:
    text = (files("clusteratlas.diagnosis.life_cycle") / "rules" / f"{RECONSTRUCTION}.toml").read_text(encoding="utf-8")
    entries = tomllib.loads(text)
    strict = read(entries | {"name": "strict", "employment": 5000})
    assert reading(portfolio(grown(0.05), LEVEL), rules=strict)["reason"] == "small"
    against = read(entries | {"against": "cluster"})
    assert reading(portfolio(grown(0.05), LEVEL), rules=against)["stage"] == "maturity"  # it is its industry
    with pytest.raises(UnknownChoice, match="against='world' is not known"):
        read(entries | {"against": "world"})
    with pytest.raises(UnknownChoice, match="stage='death' is not known"):
        read(entries | {"stages": [{"stage": "death", "conditions": ["grows"]}]})
    with pytest.raises(UnknownChoice, match="condition of growth='jumps' is not known"):
        read(entries | {"stages": [{"stage": "growth", "conditions": ["jumps"]}]})
    with pytest.raises(UnknownChoice, match="column of odd='weather' is not known"):
        read(entries | {"conditions": [{"id": "odd", "column": "weather", "operator": ">", "value": 1}]})
    with pytest.raises(UnknownChoice, match="rules='porter' is not known"):
        load("porter")


def test_the_rules_that_come_along_say_what_they_are() -> None:
    for name in names():
        rules = load(name)
        assert rules.name == name
        assert "reconstruction" in name
        assert rules.title.keys() == {"en", "zh-hans"}
        assert any("Menzel" in source for source in rules.citation)
        assert {stage for stage, _ in rules.stages} == set(STAGES)
        assert rules.years >= 5


def test_reasons_are_listed() -> None:
    assert REASONS == ("few_years", "small", "not_specialised", "heterogeneity_unknown")


def test_what_is_refused() -> None:
    table = portfolio(grown(0.05), LEVEL)
    with pytest.raises(WrongColumns, match="column 'year' is missing"):
        life_cycle(table.drop_columns(["year"]))
    with pytest.raises(BadCells, match="stands more than once"):
        life_cycle(pa.concat_tables([table, table.slice(0, 1)]))
    with pytest.raises(BadCells, match="is negative"):
        life_cycle(portfolio([-1.0, *grown(0.05)[1:]], LEVEL))
    with pytest.raises(BadCells, match="is not a finite number"):
        life_cycle(portfolio([math.nan, *grown(0.05)[1:]], LEVEL))
    with pytest.raises(BadCells, match="stands more than once"):
        life_cycle(table, pa.concat_tables([parts([0.5] * 5), parts([0.5] * 5)]))
    with pytest.raises(WrongColumns, match="column 'subcluster' is missing"):
        life_cycle(table, parts([0.5] * 5), of="subcluster")


def test_an_empty_portfolio_has_an_empty_answer() -> None:
    result = life_cycle(portfolio(grown(0.05), LEVEL).slice(0, 0))
    assert (result.num_rows, result.column_names[:2]) == (0, ["region", "cluster"])


@pytest.mark.parametrize("kind", ["int16", "uint16", "int32", "uint32", "int64", "uint64"])
def test_every_width_of_integer_gives_the_same(kind: str) -> None:
    table = portfolio([1000, 1050, 1100, 1150, 1200], LEVEL)
    small = table.filter(pa.array([True] * 5 + [False] * 5))
    whole = small.set_column(4, "employment", small["employment"].cast(pa.int64()))
    assert life_cycle(whole.set_column(4, "employment", whole["employment"].cast(kind))).equals(life_cycle(whole))


def test_all_zero_has_no_rows_and_thousands_of_millions_are_read() -> None:
    zero = portfolio([0.0] * 5, [0.0] * 5)
    assert life_cycle(zero)["region"].to_pylist() == ["rest"]
    big = portfolio(grown(0.05), LEVEL)
    scaled = big.set_column(4, "employment", pa.array([value * 10**6 for value in big["employment"].to_pylist()]))
    assert reading(scaled)["trend"] == pytest.approx(0.05)


@pytest.mark.parametrize("module", ["reading", "trends", "heterogeneity"])
def test_examples_run(module: str) -> None:
    assert doctest.testmod(importlib.import_module(f"clusteratlas.diagnosis.life_cycle.{module}")).failed == 0
