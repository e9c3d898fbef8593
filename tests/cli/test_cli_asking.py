"""Commands that ask: region, cluster, compare, why, search."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest


def words(line: str) -> list[str]:
    return [cell.strip() for cell in line.split("  ") if cell.strip()]


Ask = Callable[..., Any]


def test_region(ask: Ask) -> None:
    ended = ask("region", "us-metro-48620")
    first, headlines, heading, largest, *_ = ended.output.splitlines()
    assert (ended.code, ended.errors) == (0, "")
    assert first == "Wichita, KS (us-metro-48620), 2019"
    assert words(headlines)[:3] == ["jobs 266,977", "traded 83,474", "strong clusters 6"]
    assert words(heading) == ["cluster", "jobs", "growth", "location quotient", "rank", "of", "strong"]
    assert words(largest) == ["Aerospace Vehicles and Defense", "27,911", "+8.6%", "30.54", "1", "88", "yes"]


def test_region_in_the_first_year_has_no_growth(ask: Ask) -> None:
    ended = ask("region", "us-metro-48620", "--year", "2018")
    first, _, _, largest, *_ = ended.output.splitlines()
    assert first == "Wichita, KS (us-metro-48620), 2018"
    assert words(largest)[:3] == ["Aerospace Vehicles and Defense", "25,705", "not known"]


def test_cluster_by_code_and_by_name(ask: Ask) -> None:
    by_code = ask("cluster", "aerospace-vehicles-and-defense", "--top", "2")
    heading, first, second = by_code.output.splitlines()
    assert words(heading) == ["region", "code", "jobs", "growth", "location quotient", "strong"]
    assert words(first) == ["Wichita, KS", "us-metro-48620", "27,911", "+8.6%", "30.54", "yes"]
    assert words(second)[1] == "us-metro-42340"
    assert ask("cluster", "Aerospace Vehicles and Defense", "--top", "2") == by_code


def test_compare_keeps_the_order_and_says_what_is_absent(ask: Ask) -> None:
    ended = ask("compare", "us-micro-10700", "us-metro-48620", "--cluster", "aerospace-vehicles-and-defense")
    _, first, second = ended.output.splitlines()
    assert words(first)[0] == "Albertville, AL"
    assert words(second) == ["Wichita, KS", "us-metro-48620", "27,911", "+8.6%", "30.54", "yes"]


def test_why_not(ask: Ask) -> None:
    ended = ask("why", "us-metro-48620", "automotive")
    lines = ended.output.splitlines()
    assert lines[0] == "not strong, 2019; ranked among 154"
    assert words(lines[2]) == ["location_quotient_p75", "0.34", ">=", "3.19", "no"]
    assert lines[-2] == "with every other region and the threshold held: 3,258 more jobs"
    assert lines[-1] == "fully recomputed, the threshold moving too: 3,322 more jobs"


def test_why(ask: Ask) -> None:
    ended = ask("why", "us-metro-48620", "aerospace-vehicles-and-defense")
    lines = ended.output.splitlines()
    assert lines[0] == "strong, 2019; ranked among 88"
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
