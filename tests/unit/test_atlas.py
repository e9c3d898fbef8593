"""An atlas as a notebook meets it: each answer against the edition's tables in plain Python; empty ones; drawings."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

import clusteratlas as ca
from clusteratlas.charts import to_svg
from clusteratlas.diagnosis import opportunities
from clusteratlas.editions import Atlas, Edition, open_atlas
from clusteratlas.editions.atlas import RegionInAtlas
from clusteratlas.editions.edition import open_folder
from clusteratlas.errors import InputError, NoSuchAtlas, NoSuchEntry, UnknownChoice, UnknownCode

Rows = list[dict[str, Any]]

WICHITA, ALBERTVILLE, COUNTRY = "us-metro-48620", "us-micro-10700", "us"
AEROSPACE, PLASTICS, AUTOMOTIVE = "aerospace-vehicles-and-defense", "plastics", "automotive"
STARS = "eu-panorama-2014"


@pytest.fixture(scope="module")
def atlas(sample_edition: Edition) -> Atlas:
    return Atlas(sample_edition)


@pytest.fixture(scope="module")
def wichita(atlas: Atlas) -> RegionInAtlas:
    return atlas.region(WICHITA)


@pytest.fixture(scope="module")
def tables(sample_edition: Edition) -> Callable[..., Rows]:
    """Rows of a table of the edition with these values."""

    def rows(table: str, **wanted: Any) -> Rows:
        named = " and ".join(f"{name} = ${name}" for name in wanted)
        return sample_edition.rows(f"from {table} where {named}", wanted)

    return rows


def only(rows: Any, *names: str) -> list[tuple[Any, ...]]:
    return [tuple(row[name] for name in names) for row in rows]


# --- what an answer is


def test_an_answer_is_read_by_every_dataframe_library(wichita: RegionInAtlas) -> None:
    answer = wichita.peers()
    jobs = [row["employment"] for row in answer.rows()]
    assert (list(pd.DataFrame(answer)["employment"]), list(answer.to_pandas()["employment"])) == (jobs, jobs)
    assert pl.DataFrame(answer)["employment"].to_list() == pa.table(answer)["employment"].to_pylist() == jobs
    assert [row["employment"] for row in answer] == jobs
    assert len(answer) == len(jobs) == 10
    assert answer.columns == list(answer.rows()[0])
    assert "Savannah, GA" in repr(answer)
    assert "<table" in answer._repr_html_()
    assert "Savannah, GA" in answer._repr_html_()


def test_measures_take_what_an_atlas_answers(atlas: Atlas, wichita: RegionInAtlas) -> None:
    ranked = ca.measures.ranks(atlas.cluster(AEROSPACE), "employment", by=(), eligible="employment")
    assert ranked["rank_employment"].to_pylist().count(1) == 1
    stars = ca.diagnosis.classify(wichita.portfolio(), "quadrants")
    assert stars.num_rows == len(wichita.portfolio())


ANSWERS: dict[str, Callable[[Atlas, str, int], Any]] = {
    "portfolio": lambda atlas, code, year: atlas.region(code).portfolio(year),
    "portfolio by stars": lambda atlas, code, year: atlas.region(code).portfolio(year, STARS),
    "strong clusters": lambda atlas, code, year: atlas.region(code).strong_clusters(year),
    "growth": lambda atlas, code, year: atlas.region(code).growth(year),
    "verdicts": lambda atlas, code, year: atlas.region(code).verdicts(year),
    "prospects": lambda atlas, code, year: atlas.region(code).prospects(year),
    "related": lambda atlas, code, year: atlas.region(code).related(year),
    "peers": lambda atlas, code, year: atlas.region(code).peers(year),
    "structure": lambda atlas, code, year: atlas.region(code).structure(year),
    "life cycle": lambda atlas, code, year: atlas.region(code).life_cycle(),
    "agreement": lambda atlas, code, year: atlas.agreement(code, year=year),
    "cluster": lambda atlas, code, year: atlas.cluster(AUTOMOTIVE, year=year),
    "cluster by stars": lambda atlas, code, year: atlas.cluster(AUTOMOTIVE, year=year, rules=STARS),
    "compare": lambda atlas, code, year: atlas.compare([code], AUTOMOTIVE, year),
}


@pytest.mark.parametrize("name", ANSWERS)
def test_columns_and_types_do_not_depend_on_what_there_is(name: str, atlas: Atlas) -> None:
    """The country is not ranked, the first year has no growth, a small area has hardly a cluster."""
    ask = ANSWERS[name]
    schemas = [ask(atlas, code, year).arrow.schema for code in (WICHITA, ALBERTVILLE, COUNTRY) for year in (2019, 2018)]
    assert all(schema == schemas[0] for schema in schemas)
    assert not any(pa.types.is_null(field.type) for field in schemas[0])


# --- rule books


def test_a_portfolio_as_another_rule_book_judges_it(wichita: RegionInAtlas, tables: Callable[..., Rows]) -> None:
    said = {row["cluster"]: row for row in tables("verdicts", region=WICHITA, year=2019, rules=STARS)}
    found = wichita.portfolio(rules=STARS)
    assert {row["cluster"]: row["strong"] for row in found if row["kind"] == "traded"} == {
        code: row["strong"] for code, row in said.items()
    }
    assert {row["grade"] for row in found if row["kind"] == "local"} == {None}
    assert "robust" not in found.columns
    strong = {code for code, row in said.items() if row["strong"]}
    assert {row["cluster"] for row in wichita.strong_clusters(rules=STARS)} == strong
    assert strong


def test_a_cluster_as_another_rule_book_judges_it(atlas: Atlas, tables: Callable[..., Rows]) -> None:
    said = {row["region"]: row["strong"] for row in tables("verdicts", cluster=AUTOMOTIVE, year=2019, rules=STARS)}
    found = {row["region"]: row["strong"] for row in atlas.cluster(AUTOMOTIVE, rules=STARS)}
    assert len(found) == len(atlas.cluster(AUTOMOTIVE)) == 381
    assert found == {region: said.get(region) for region in found}
    assert True in found.values()


def test_verdicts_and_how_many_agree(atlas: Atlas, wichita: RegionInAtlas, tables: Callable[..., Rows]) -> None:
    stored = tables("verdicts", region=WICHITA, year=2018)
    order = list(atlas.rule_books)
    assert order[0] == atlas.edition.manifest.book.name
    found = wichita.verdicts(2018)
    key = [(row["cluster"], order.index(row["rules"])) for row in found]
    assert key == sorted(key)
    columns = ("cluster", "rules", "class", "grade", "measured", "strong")
    assert sorted(only(found, *columns), key=str) == sorted(only(stored, *columns), key=str)
    counted = {row["cluster"]: (row["strong_by"], row["judged_by"]) for row in atlas.agreement(WICHITA, year=2018)}
    for cluster, (strong, judged) in counted.items():
        said = [row["strong"] for row in stored if row["cluster"] == cluster]
        assert (strong, judged) == (said.count(True), len(said) - said.count(None))
    assert counted.keys() == {row["cluster"] for row in stored}


def test_agreement_on_a_cluster_and_on_all(atlas: Atlas) -> None:
    whole = atlas.agreement()
    assert {row["region"].split("-")[1] for row in whole} == {"metro"}
    of_cluster = [row for row in whole if row["cluster"] == AEROSPACE]
    assert atlas.agreement(cluster="Aerospace Vehicles and Defense").rows() == of_cluster
    one = [row for row in of_cluster if row["region"] == WICHITA]
    assert atlas.agreement(WICHITA, AEROSPACE).rows() == one
    assert one[0]["strong_by"] == 4
    assert atlas.agreement(level="micro", cluster=AEROSPACE).rows()[0]["region"].startswith("us-micro")


def test_why_not_by_another_rule_book(atlas: Atlas) -> None:
    answer = atlas.why_not(WICHITA, "Automotive", rules="quadrants")
    assert (answer.rules, [each.id for each in answer.conditions]) == ("quadrants", ["high", "rising"])
    with pytest.raises(UnknownChoice, match="rules='nobodys'"):
        atlas.why_not(WICHITA, AUTOMOTIVE, rules="nobodys")


# --- opportunities


def test_opportunities_are_those_of_the_edition(wichita: RegionInAtlas, tables: Callable[..., Rows]) -> None:
    stored = sorted(tables("opportunities", region=WICHITA, year=2019), key=lambda row: row["rank"])
    columns = ("cluster", "rank", "score", "closeness", "gap_percentile", "pull", "reward", "jobs_short", "employment")
    assert only(wichita.opportunities(), *columns) == only(stored, *columns)
    first = wichita.opportunities().rows()[0]
    assert (first["cluster_name"], first["probability"]) == ("Plastics", None)
    assert first["sentences"] == (
        "558 more jobs, 23% of today's, would make it strong, all else unchanged. 5 of the 8 strong clusters here are"
        " related to it, Downstream Chemical Products and Upstream Chemical Products most closely. Of the 43 candidates"
        " it would bring the region nearest to the complex clusters it does not have."
    )


def test_weights_of_ones_own(wichita: RegionInAtlas) -> None:
    default = {row["cluster"]: row for row in wichita.opportunities()}
    nearest = wichita.opportunities(weights={"closeness": 1, "gap": 0, "pull": 0, "reward": 0})
    percentiles = [default[row["cluster"]]["closeness_percentile"] for row in nearest]
    assert [row["score"] for row in nearest] == pytest.approx(percentiles)
    assert only(nearest, "rank") == sorted(only(nearest, "rank"))
    assert only(nearest, "cluster") == only(wichita.opportunities("closeness:1,gap:0,pull:0,reward:0"), "cluster")
    assert [row["sentences"] for row in nearest] == [default[row["cluster"]]["sentences"] for row in nearest]
    with pytest.raises(UnknownChoice, match="Choose one of: closeness"):
        wichita.opportunities("closenes:1")


def test_opportunities_in_chinese(wichita: RegionInAtlas, sample_edition: Edition) -> None:
    first = wichita.opportunities(language="zh-hans").rows()[0]
    assert first["cluster_name"] == sample_edition.names.get("cluster", PLASTICS, "zh-hans")
    assert first["sentences"].startswith("其他条件不变时，再增加 558 个岗位（相当于现有的 23%）即可成为强集群。")
    with pytest.raises(UnknownChoice, match="language='tlh'"):
        wichita.opportunities(language="tlh")


def test_in_earlier_years_nothing_is_said_of_relations_nobody_kept(
    wichita: RegionInAtlas, tables: Callable[..., Rows]
) -> None:
    related = {
        row["cluster"]: row["related_strong_clusters"] for row in tables("opportunities", region=WICHITA, year=2018)
    }
    found = {row["cluster"]: row["sentences"] for row in wichita.opportunities(year=2018)}
    assert found.keys() == related.keys()
    untold = [cluster for cluster, count in related.items() if count]
    told = [cluster for cluster, count in related.items() if not count]
    assert untold
    assert told
    assert not any("related to it" in found[cluster] for cluster in untold)
    assert all("related to it" in found[cluster] or "near to it" in found[cluster] for cluster in told)


def test_opportunities_by_another_rule_book(
    wichita: RegionInAtlas, sample_edition: Edition, tables: Callable[..., Rows]
) -> None:
    found = wichita.opportunities(rules=STARS)
    open_ = {
        row["cluster"] for row in tables("verdicts", region=WICHITA, year=2019, rules=STARS) if row["strong"] is False
    }
    assert {row["cluster"] for row in found} >= open_
    metros = sample_edition.table(
        "from portfolio where subcluster is null and employment is not null and level in ('metro', 'country')"
    )
    near = sample_edition.table("select cluster, other, relatedness, relation from relatedness")
    expected = opportunities(metros, WICHITA, near, year=2019, rules=STARS)
    assert only(found, "cluster", "score") == [(each.cluster, each.score) for each in expected]
    assert wichita.opportunities(rules="us-percentile").rows() == wichita.opportunities().rows()


def test_a_country_has_no_opportunities(atlas: Atlas) -> None:
    for rules in (None, STARS):
        with pytest.raises(UnknownCode, match="'us' is not a code of the regions that the rule book"):
            atlas.region(COUNTRY).opportunities(rules=rules)


def test_prospects(wichita: RegionInAtlas, tables: Callable[..., Rows]) -> None:
    stored = tables("prospects", region=WICHITA, year=2019)
    columns = ("cluster", "presence", "fit", "prospect")
    found = wichita.prospects().rows()
    assert sorted(only(found, *columns)) == sorted(only(stored, *columns))
    assert [row["employment"] for row in found] == sorted((row["employment"] for row in stored), reverse=True)
    robust = {row["cluster"]: row["robust"] for row in wichita.portfolio()}
    assert all(row["robust"] == bool(robust.get(row["cluster"])) for row in found)


# --- what is related, alike, structured


def test_what_a_cluster_is_related_to(atlas: Atlas, tables: Callable[..., Rows]) -> None:
    stored = tables("relatedness", cluster=AEROSPACE)
    found = atlas.related("Aerospace Vehicles and Defense").rows()
    assert len(found) == 50
    assert only(found, "relatedness") == sorted(only(stored, "relatedness"), reverse=True)
    assert {(row["other"], row["relation"]) for row in found} == {(row["other"], row["relation"]) for row in stored}
    with pytest.raises(NoSuchEntry, match="nearest known code is automotive"):
        atlas.related("automotiv")


def test_what_is_related_in_a_region(wichita: RegionInAtlas, tables: Callable[..., Rows]) -> None:
    strong = {row["cluster"] for row in wichita.strong_clusters()}
    expected = [
        (row["cluster"], row["other"]) for code in sorted(strong) for row in tables("relatedness", cluster=code)
        if row["relation"]
    ]  # fmt: skip
    found = wichita.related().rows()
    assert only(found, "cluster", "other") == sorted(expected)
    here = {row["cluster"]: row["employment"] for row in wichita.portfolio()}
    assert [row["other_employment"] for row in found] == [here.get(row["other"]) for row in found]
    assert {row["other"] for row in found if row["other_strong"]} <= strong


def test_peers(wichita: RegionInAtlas, tables: Callable[..., Rows]) -> None:
    stored = sorted(tables("peers", region=WICHITA, year=2018), key=lambda row: row["rank"])
    found = wichita.peers(2018).rows()
    assert only(found, "rank", "peer", "similarity") == only(stored, "rank", "peer", "similarity")
    jobs = {row["region"]: row["employment"] for row in tables("summary", year=2018)}
    assert [row["employment"] for row in found] == [jobs[row["peer"]] for row in found]


def test_structure(wichita: RegionInAtlas, tables: Callable[..., Rows]) -> None:
    metros = [row for row in tables("structure", level="metro", year=2019) if row["herfindahl"] is not None]
    own = next(row for row in metros if row["region"] == WICHITA)
    found = wichita.structure().rows()
    assert only(found, "measure")[0] == ("diversity",)
    assert len(found) == 7
    for row in found:
        values = [each[row["measure"]] for each in metros]
        assert row["value"] == own[row["measure"]]
        assert row["rank"] == 1 + sum(value > row["value"] for value in values)
        assert row["ranked"] == len(values)


# --- change


def test_growth(wichita: RegionInAtlas, tables: Callable[..., Rows]) -> None:
    stored = {row["cluster"]: row for row in tables("portfolio", region=WICHITA, year=2019) if not row["subcluster"]}
    found = wichita.growth().rows()
    assert [row["employment"] for row in found] == sorted((r["employment"] for r in stored.values()), reverse=True)
    assert all(row["employment_growth"] == stored[row["cluster"]]["employment_growth"] for row in found)
    assert {row["employment_growth"] for row in wichita.growth(2018)} == {None}


def test_shift_share_adds_up(wichita: RegionInAtlas) -> None:
    found = wichita.shift_share()
    assert (found.years, found.left_out) == ([2019], [])
    parts = ("national", "mix", "competitive")
    for row in [*found, found.total]:
        assert row["change"] == pytest.approx(sum(row[part] for part in parts))
    for name, value in found.total.items():
        assert value == pytest.approx(sum(row[name] for row in found))
    assert found.rows() == wichita.shift_share(2018, 2019).rows()
    aerospace = next(row for row in found if row["cluster"] == AEROSPACE)
    assert (aerospace["start"], aerospace["change"]) == (25_770, 2_141)


def test_wrong_spans(wichita: RegionInAtlas) -> None:
    with pytest.raises(InputError, match="start=2019 is not before end=2019"):
        wichita.shift_share(2019)
    with pytest.raises(UnknownChoice, match="year=2010"):
        wichita.shift_share(2010, 2019)


# --- what takes a panel

LIFE = {"region": WICHITA, "cluster": AEROSPACE, "level": "metro", "stage": "renewal", "years": 6, "trend": 0.02}
MODELS = [{"model": "gap", "auc": 0.8}, {"model": "parts-size", "auc": 0.9}]
BINS = [
    {"model": "parts-size", "bin": place, "cases": 100, "entries": entries, "expected": entries / 100}
    | {"observed": entries / 100, "observed_low": 0.0, "observed_high": 0.5}
    for place, entries in ((2, 20), (1, 3))
] + [{"model": "gap", "bin": 1, "cases": 9, "entries": 0}]


@pytest.fixture(scope="module")
def panel(sample_edition: Edition, tmp_path_factory: pytest.TempPathFactory) -> Atlas:
    """The sample with a life cycle and a back-test drawn by hand, as an edition of more years has them."""
    folder = tmp_path_factory.mktemp("panel") / "edition"
    shutil.copytree(sample_edition.folder, folder, copy_function=os.link)
    for name, rows in {"life_cycle": [LIFE], "backtest": MODELS, "reliability": BINS}.items():
        (folder / f"{name}.parquet").unlink()  # a link to the sample's own
        pq.write_table(pa.Table.from_pylist(rows, sample_edition.layouts[name].schema), folder / f"{name}.parquet")
    return Atlas(open_folder(folder))


def test_life_cycle(panel: Atlas, atlas: Atlas) -> None:
    found = panel.region(WICHITA).life_cycle().rows()
    assert only(found, "cluster_name", "cluster", "stage", "reason", "trend") == [
        ("Aerospace Vehicles and Defense", AEROSPACE, "renewal", None, 0.02)
    ]
    assert len(atlas.region(WICHITA).life_cycle()) == len(panel.region(ALBERTVILLE).life_cycle()) == 0


def test_a_back_test_and_its_reliability(panel: Atlas) -> None:
    found = panel.backtest()
    assert only(found, "model", "auc") == [("parts-size", 0.9), ("gap", 0.8)]
    assert only(found.reliability(), "bin", "entries") == [(1, 3), (2, 20)]
    assert len(found.reliability("gap")) == 1
    assert "20 of 100" in drawn(found)
    with pytest.raises(UnknownChoice, match=r"model='gapp' is not known. Choose one of: parts-size, gap"):
        found.reliability("gapp")


def test_no_back_test(atlas: Atlas) -> None:
    found = atlas.backtest()
    assert len(found) == 0
    for ask in (found.reliability, found.chart):
        with pytest.raises(InputError, match=r"Edition us-2019.1 has no back-test: its years without a break"):
            ask()


# --- drawings


def drawn(answer: Any) -> str:
    """The drawing as a notebook shows it; Altair checks the specification."""
    return to_svg(answer.chart().to_dict())


CHARTS: dict[str, tuple[Callable[[RegionInAtlas], Any], str]] = {
    "portfolio": (RegionInAtlas.portfolio, "Aerospace &amp; Defense"),
    "growth": (RegionInAtlas.growth, "Aerospace &amp; Defense"),
    "opportunities": (RegionInAtlas.opportunities, "Plastics"),
    "prospects": (RegionInAtlas.prospects, "Possible entrant"),
    "related": (RegionInAtlas.related, "Plastics"),
}


@pytest.mark.parametrize("name", CHARTS)
def test_a_region_is_drawn(name: str, wichita: RegionInAtlas) -> None:
    ask, word = CHARTS[name]
    assert f">{word}<" in drawn(ask(wichita))


@pytest.mark.parametrize("name", sorted(set(CHARTS) - {"opportunities"}))
def test_nothing_is_drawn_too(name: str, atlas: Atlas) -> None:
    """A country has no strong clusters and no prospects; the first year has no growth."""
    assert drawn(CHARTS[name][0](atlas.region(COUNTRY))).startswith("<svg")
    if name == "growth":
        assert drawn(atlas.region(WICHITA).growth(2018)).startswith("<svg")


def test_as_many_opportunities_are_drawn_as_are_asked_for(wichita: RegionInAtlas) -> None:
    found = wichita.opportunities()
    names = [row["cluster_name"] for row in found]
    two = to_svg(found.chart(count=2).to_dict())
    assert [f">{name}<" in two for name in names[:3]] == [True, True, False]


def test_the_country_around_a_cluster(atlas: Atlas) -> None:
    assert ">Automotive<" in drawn(atlas.related(AUTOMOTIVE))


def test_charts_are_on_paper_and_without_a_box(wichita: RegionInAtlas) -> None:
    config = wichita.portfolio().chart().to_dict()["config"]
    assert config["background"] == "#ffffff"
    assert config["view"]["stroke"] is None


@pytest.mark.parametrize("name", ["", "..", "a" * 5000, "us/../us", "u\0s"])
def test_a_name_that_no_folder_has_is_no_atlas(name: str, sample_home: Path) -> None:
    with pytest.raises(NoSuchAtlas, match="Build it with"):
        open_atlas(name, home=sample_home)
