"""Commands that ask: region, cluster, compare, why, search."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from clusteratlas.cli.printing import bounds
from clusteratlas.editions import Atlas, Edition


def words(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("  ") if cell.strip()]


Ask = Callable[..., Any]


@pytest.fixture(scope="module")
def atlas(sample_edition: Edition) -> Atlas:
    """The sample as a notebook meets it; the command line says the same."""
    return Atlas(sample_edition)


def test_region(ask: Ask, atlas: Atlas) -> None:
    """267 thousand jobs and 27,911 of them in aerospace are published; the rest is as the edition has it."""
    ended = ask("region", "us-metro-48620")
    first, headlines, known, heading, largest, *_ = ended.output.splitlines()
    head, row = atlas.region("us-metro-48620").headlines(), wichita(atlas, 2019)
    assert (ended.code, ended.errors) == (0, "")
    assert first == "Wichita, KS (us-metro-48620), 2019"
    assert words(headlines) == [
        "jobs 266,977", f"traded {head['traded_employment']:,}", f"strong clusters {head['strong_clusters']}",
        f"of them borderline {head['strong_borderline']}",
        f"share of traded jobs in strong clusters {head['strong_share']:.1%}",
    ]  # fmt: skip
    assert words(known) == [
        f"published cells cover {head['coverage']:.1%}", f"known share {head['known_share']:.1%}",
        f"grade {head['grade']}",
    ]  # fmt: skip
    columns = ["cluster", "jobs", "lowest and highest", "growth", "location quotient", "rank", "of", "strong"]
    assert words(heading) == columns
    figures = [f"{row['employment_growth']:+.1%}", f"{row['location_quotient']:.2f}", "1", str(row["ranked"]), "yes"]
    assert words(largest) == ["Aerospace Vehicles and Defense", "27,911", *figures]


def wichita(atlas: Atlas, year: int) -> dict[str, Any]:
    """Aerospace in Wichita."""
    portfolio = atlas.region("us-metro-48620").portfolio(year).rows()
    return next(row for row in portfolio if row["cluster"] == "aerospace-vehicles-and-defense")


def test_figures_that_are_not_published_have_their_bounds_beside_them(ask: Ask, atlas: Atlas) -> None:
    portfolio = atlas.region("us-metro-48620").portfolio().rows()
    bounded = next(row for row in portfolio if row["kind"] == "traded" and row["employment_high"] is not None)
    line = next(line for line in ask("region", "us-metro-48620").output.splitlines() if bounded["cluster_name"] in line)
    low, high = bounded["employment_low"], bounded["employment_high"]
    assert words(line)[1:3] == [f"{bounded['employment']:,}", f"{low:,}\N{EN DASH}{high:,}"]
    assert low < high


@pytest.mark.parametrize(("low", "high", "said"), [(None, None, ""), (3, 1_900, "3–1,900"), (50, None, "50 or more")])
def test_how_bounds_are_said(low: int | None, high: int | None, said: str) -> None:
    assert bounds(low, high) == said


def test_region_in_the_first_year_has_no_growth(ask: Ask, atlas: Atlas) -> None:
    ended = ask("region", "us-metro-48620", "--year", "2018")
    first, _, _, _, largest, *_ = ended.output.splitlines()
    assert first == "Wichita, KS (us-metro-48620), 2018"
    row = wichita(atlas, 2018)
    said = bounds(row["employment_low"], row["employment_high"])
    assert [word for word in words(largest) if word != said][:3] == [
        "Aerospace Vehicles and Defense", f"{row['employment']:,}", "not known",
    ]  # fmt: skip


def test_cluster_by_code_and_by_name(ask: Ask, atlas: Atlas) -> None:
    by_code = ask("cluster", "aerospace-vehicles-and-defense", "--top", "2")
    heading, first, second = by_code.output.splitlines()
    row, others = wichita(atlas, 2019), atlas.cluster("aerospace-vehicles-and-defense").rows()
    figures = [f"{row['employment_growth']:+.1%}", f"{row['location_quotient']:.2f}", "yes"]
    assert words(heading) == ["region", "code", "jobs", "lowest and highest", "growth", "location quotient", "strong"]
    assert words(first) == ["Wichita, KS", "us-metro-48620", "27,911", *figures]
    assert words(second)[1] == others[1]["region"]
    assert ask("cluster", "Aerospace Vehicles and Defense", "--top", "2") == by_code


def test_compare_keeps_the_order_and_says_what_is_absent(ask: Ask) -> None:
    ended = ask("compare", "us-micro-10700", "us-metro-48620", "--cluster", "aerospace-vehicles-and-defense")
    _, first, second = ended.output.splitlines()
    assert words(first)[0] == "Albertville, AL"
    assert words(second)[:3] == ["Wichita, KS", "us-metro-48620", "27,911"]


def test_why_not(ask: Ask, atlas: Atlas) -> None:
    ended, found = ask("why", "us-metro-48620", "automotive"), atlas.why_not("us-metro-48620", "automotive")
    lines = ended.output.splitlines()
    quotient = found.conditions[0]
    assert lines[0] == f"not strong, 2019; ranked among {found.ranked}"
    assert words(lines[2]) == [
        "location_quotient_p75", f"{quotient.value:.2f}", ">=", f"{quotient.threshold:.2f}", "no",
    ]  # fmt: skip
    assert lines[-2] == f"with every other region and the threshold held: {found.held.jobs:,} more jobs"
    assert lines[-1] == f"fully recomputed, the threshold moving too: {found.recomputed.jobs:,} more jobs"


def test_why(ask: Ask, atlas: Atlas) -> None:
    ended = ask("why", "us-metro-48620", "aerospace-vehicles-and-defense")
    lines = ended.output.splitlines()
    assert lines[0] == f"strong, 2019; ranked among {wichita(atlas, 2019)['ranked']}"
    assert [words(line)[-1] for line in lines[2:]] == ["yes"] * 4


@pytest.mark.parametrize("text", ["wichita", "威奇托", "48620", "us-metro-48620"])
def test_search(text: str, ask: Ask) -> None:
    heading, first, *_ = ask("search", text).output.splitlines()
    assert words(heading) == ["kind", "code", "name"]
    assert words(first) == ["region", "us-metro-48620", "Wichita, KS"]


def test_search_that_finds_nothing_says_so(ask: Ask) -> None:
    ended = ask("search", "zzzzqq")
    assert (ended.code, ended.output, ended.errors) == (0, "nothing found\n", "")


@pytest.mark.parametrize(
    ("asked", "code", "message"),
    [
        ("region us-metro-4862", 3,
         "error: Edition us-2019.1 has no region 'us-metro-4862'. The nearest known code is us-metro-48620."),
        ("region us-metro-48620 --year 2010", 2, "error: year=2010 is not known. Choose one of: 2018, 2019."),
        ("cluster automotiv", 3,
         "error: Edition us-2019.1 has no cluster 'automotiv'. The nearest known code is automotive."),
        ("cluster automotive --level county", 2, "error: level='county' is not known. Choose one of: metro, micro."),
        ("compare us-metro-1 --cluster automotive", 3, "error: Edition us-2019.1 has no region 'us-metro-1'."),
        ("why us-metro-48620 local-health-services", 3,
         "error: Edition us-2019.1 has no ranked cluster 'local-health-services in us-metro-48620'."),
        ("why us automotive", 3, "error: Edition us-2019.1 has no ranked cluster 'automotive in us'."),
        ("search x --atlas de", 3, "has no atlas 'de'. There are: us. Build it with: clusteratlas build de"),
        ("search x --edition 2018.1", 3, "error: Atlas 'us' has no edition '2018.1'. Its editions are: 2019.1."),
    ],
)  # fmt: skip
def test_a_wrong_question_is_one_sentence_and_an_exit_code(asked: str, code: int, message: str, ask: Ask) -> None:
    ended = ask(*asked.split())
    assert (ended.code, ended.output) == (code, "")
    assert message in ended.errors
    assert "Traceback" not in ended.errors
    assert ended.errors.count("\n") == 1


def test_a_process_answers_as_this_one_does(ask: Ask, command: Ask, sample_home: Path) -> None:
    for words in (("region", "us-metro-48620"), ("region", "us-metro-4862"), ("region",)):
        assert command(*words, "--home", sample_home) == ask(*words, "--home", sample_home)


def test_debug_shows_where(command: Ask, sample_home: Path) -> None:
    ended = command("--debug", "region", "us-metro-4862", "--home", sample_home)
    assert ended.code == 1
    assert ended.errors.startswith("Traceback (most recent call last):")
    assert "NoSuchEntry: Edition us-2019.1 has no region 'us-metro-4862'." in ended.errors


@pytest.mark.parametrize(("asked", "message"), [("region", "Missing argument"), ("nonsense", "No such command")])
def test_a_command_that_cannot_be_parsed(asked: str, message: str, ask: Ask) -> None:
    ended = ask(asked)
    assert ended.code == 2
    assert message in ended.errors
    assert "Traceback" not in ended.errors


def test_help_names_every_command(ask: Ask) -> None:
    ended = ask("--help")
    named = (
        "import",
        "boundaries",
        "build",
        "check",
        "export",
        "region",
        "cluster",
        "compare",
        "why",
        "search",
        "serve",
    )
    assert ended.code == 0
    assert all(f" {name} " in ended.output for name in named)
