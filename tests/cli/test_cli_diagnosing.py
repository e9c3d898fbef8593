"""Commands that ask what follows from the figures: opportunities, prospects, peers, related, lifecycle, backtest."""

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from tests.unit.small_states import Cell, build_states, chain, state_rows

from clusteratlas.cli.printing import figure, percent, signed_percent
from clusteratlas.editions import Atlas, Edition

Ask = Callable[..., Any]
WICHITA = "us-metro-48620"


def words(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("  ") if cell.strip()]


@pytest.fixture(scope="module")
def atlas(sample_edition: Edition) -> Atlas:
    """The sample as a notebook meets it; the command line says the same."""
    return Atlas(sample_edition)


def test_opportunities(ask: Ask, atlas: Atlas) -> None:
    ended, rows = ask("opportunities", WICHITA, "--top", "2"), atlas.region(WICHITA).opportunities().rows()
    title, counted, heading, first, second, reward, *sentences = ended.output.splitlines()
    assert (ended.code, ended.errors, title) == (0, "", "Wichita, KS (us-metro-48620), 2019")
    assert counted == f"{len(rows)} clusters it is not strong in by us-percentile"
    columns = ["rank", "cluster", "score", "closeness", "gap", "pull", "reward", "jobs", "jobs short"]
    assert words(heading) == columns  # and no probability: two years are no panel
    for row, line in zip(rows, (first, second), strict=False):
        figures = [figure(row["score"]), figure(row["closeness"]), percent(row["gap"]), signed_percent(row["pull"])]
        jobs = [figure(row["reward"]), figure(row["employment"]), figure(row["jobs_short"])]
        assert words(line) == [str(row["rank"]), row["cluster_name"], *figures, *jobs]
    assert reward == "reward: what it would add to the region's complexity outlook"
    assert sentences == [f"{row['rank']} {row['cluster_name']}: {row['sentences']}" for row in rows[:2]]


def test_opportunities_by_weights_rules_year_and_language(ask: Ask, atlas: Atlas) -> None:
    asked = ("opportunities", WICHITA, "--weights", "gap:0", "--rules", "eu-panorama-2014", "--year", "2019")
    ended = ask(*asked, "--language", "zh-hans", "--top", "1")
    rows = atlas.region(WICHITA).opportunities("gap:0", 2019, "eu-panorama-2014", "zh-hans").rows()
    lines = ended.output.splitlines()
    assert lines[1] == f"{len(rows)} clusters it is not strong in by eu-panorama-2014"
    assert lines[-1] == f"1 {rows[0]['cluster_name']}: {rows[0]['sentences']}"


def test_prospects(ask: Ask, atlas: Atlas) -> None:
    heading, *lines = ask("prospects", WICHITA).output.splitlines()
    rows = atlas.region(WICHITA).prospects().rows()
    assert words(heading) == ["cluster", "jobs", "location quotient", "presence", "fit", "prospect"]
    assert words(lines[0]) == [
        "Aerospace Vehicles and Defense", "27,911", "20.84", *(figure(rows[0][name]) for name in ("presence", "fit")),
        "strength",
    ]  # fmt: skip
    assert len(lines) == len(rows)


def test_peers(ask: Ask, atlas: Atlas) -> None:
    heading, *lines = ask("peers", WICHITA, "--year", "2018").output.splitlines()
    rows = atlas.region(WICHITA).peers(2018).rows()
    assert words(heading)[:4] == ["rank", "region", "code", "similarity"]
    assert [words(line)[2] for line in lines] == [row["peer"] for row in rows]
    assert words(lines[0])[-2:] == [f"{rows[0]['employment']:,}", percent(rows[0]["strong_share"])]


def test_related(ask: Ask, atlas: Atlas) -> None:
    heading, *lines = ask("related", "Automotive", "--top", "3").output.splitlines()
    rows = atlas.related("automotive").rows()[:3]
    assert words(heading) == ["cluster", "code", "relatedness", "percentile", "related share", "relation"]
    assert [words(line)[1] for line in lines] == [row["other"] for row in rows]
    assert words(lines[0])[-1] == rows[0]["relation"] == "close"
    assert ask("related", "automotive", "--top", "3").output == ask("related", "Automotive", "--top", "3").output


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("prospects us", "us has no prospects in this edition\n"),
        ("peers us", "us has no peers in this edition\n"),
        ("lifecycle us-metro-48620", "edition us-2019.1 reads no stage here\n"),
        ("lifecycle us-metro-48620 automotive", "edition us-2019.1 reads no stage here\n"),
        ("backtest", "edition us-2019.1 has no back-test: its years are too few\n"),
    ],
)
def test_what_there_is_nothing_of_is_said(asked: str, said: str, ask: Ask) -> None:
    ended = ask(*asked.split())
    assert (ended.code, ended.output, ended.errors) == (0, said, "")


@pytest.mark.parametrize(
    ("asked", "code", "message"),
    [
        ("opportunities us-metro-4862", 3, "The nearest known code is us-metro-48620."),
        ("opportunities us", 2, "error: 'us' is not a code of the regions that the rule book us-percentile ranks."),
        ("opportunities us-metro-48620 --weights closenes:1", 2,
         "error: weights='closenes' is not known. Choose one of: closeness."),
        ("opportunities us-metro-48620 --weights gap:x", 2, "error: weight of gap='x' is not known."),
        ("opportunities us-metro-48620 --rules quadrant", 2, "error: rules='quadrant' is not known. Choose one"),
        ("opportunities us-metro-48620 --language fr", 2, "error: language='fr' is not known."),
        ("opportunities us-metro-48620 --top 0", 2, "Invalid value for '--top'"),
        ("peers us-metro-48620 --year 2010", 2, "error: year=2010 is not known. Choose one of: 2018, 2019."),
        ("related automotiv", 3, "The nearest known code is automotive."),
        ("lifecycle us-metro-48620 automotiv", 3, "The nearest known code is automotive."),
        ("lifecycle us-metro-4862", 3, "The nearest known code is us-metro-48620."),
        ("backtest --atlas de", 3, "has no atlas 'de'. There are: us."),
    ],
)  # fmt: skip
def test_a_wrong_question_is_one_sentence_and_an_exit_code(asked: str, code: int, message: str, ask: Ask) -> None:
    ended = ask(*asked.split())
    assert (ended.code, ended.output) == (code, "")
    assert message in ended.errors
    assert "Traceback" not in ended.errors


# --- what takes a panel of years

YEARS = range(2003, 2012)


@pytest.fixture(scope="module")
def states(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home of nine years in three states: aircraft grow in Kansas and shrink in Nevada, chips do neither."""
    lines: list[str] = []
    for year in YEARS:
        passed = year - YEARS[0]
        for state, aircraft, chips in (
            ("us-state-20", 3_000 + 500 * passed, 2_000),
            ("us-state-32", 6_000 - 500 * passed, 3_000),
            ("us-state-53", 3_000, 9_000),
        ):
            cells: list[Cell] = [("00", 60, aircraft + chips), ("31-33", 60, aircraft + chips)]
            cells += [*chain("336411", 30, aircraft)[1:], *chain("334413", 30, chips)[1:]]
            lines += state_rows(year, state, cells)
    folder = tmp_path_factory.mktemp("panel")
    build_states(folder, lines)
    return folder / "home"


def test_the_stages_of_a_region(states: Path, ask: Ask) -> None:
    heading, aircraft, chips = ask(
        "lifecycle", "us-state-20", "--atlas", "us-states", "--home", states
    ).output.splitlines()
    assert words(heading) == [
        "cluster", "stage", "jobs", "quotient earlier", "recent", "trend", "its industry's", "its own",
    ]  # fmt: skip
    assert words(aircraft)[:3] == ["Aerospace Vehicles and Defense", "growth", "5,000"]
    assert words(chips)[1] == "none (not specialised)"


def test_the_evidence_of_one_stage(states: Path, ask: Ask) -> None:
    asked = ("lifecycle", "us-state-32", "Aerospace Vehicles and Defense", "--atlas", "us-states", "--home", states)
    heading, *lines = ask(*asked).output.splitlines()
    evidence = dict(words(line) for line in lines)
    assert heading.strip() == "Aerospace Vehicles and Defense"
    assert (evidence["stage"], evidence["reason"], evidence["years"]) == ("decline", "none", "9")
    assert float(evidence["trend"]) < 0
    assert evidence["heterogeneity change"] == "none"


def test_a_back_test(sample_home: Path, sample_edition: Edition, tmp_path: Path, ask: Ask) -> None:
    """The sample with a back-test drawn by hand, as an edition of more years has one."""
    home = tmp_path / "home"
    shutil.copytree(sample_home / "atlases", home / "atlases", copy_function=os.link)
    figures = {"cases": 100, "entries": 20, "auc": 0.91234, "auc_low": 0.8, "auc_high": 0.95, "slope": 1.04}
    bins = {"bin": 1, "cases": 100, "entries": 20, "expected": 0.18, "observed": 0.2, "observed_low": 0.1}
    for name, row in {"backtest": figures | {"features": "gap size"}, "reliability": bins}.items():
        file = home / sample_edition.folder.relative_to(sample_home) / f"{name}.parquet"
        file.unlink()  # a link to the sample's own
        pq.write_table(pa.Table.from_pylist([row | {"model": "parts-size"}], sample_edition.layouts[name].schema), file)
    heading, model, second, only_bin = ask("backtest", "--home", home).output.splitlines()
    assert words(heading) == ["model", "reads", "cases", "entries", "AUC", "from", "to", "skill", "slope"]
    assert words(model) == ["parts-size", "gap size", "100", "20", "0.912", "0.800", "0.950", "not known", "1.040"]
    assert words(second) == ["cases", "entries", "probability given", "share that entered", "from", "to"]
    assert words(only_bin) == ["100", "20", "18.0%", "20.0%", "10.0%", "not known"]
