"""Definitions from editions: their figures, which industries are searched, what a stopped search keeps."""

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import pytest
from tests.unit.defining_edition import LOCAL, METALS, SOFTWARE, STATES, write_defining_edition

from clusteratlas.definitions import Configuration, Finding, Space, load
from clusteratlas.editions import Edition
from clusteratlas.editions.defining import Choices, Figures, define_from, figures_of, save_definition
from clusteratlas.editions.defining.findings import kept_findings
from clusteratlas.editions.defining.making import ground_of, with_clusters
from clusteratlas.errors import BusyHome, InputError, UnknownChoice

SPACE = Space(methods=("ward", "average"), clusters=(2, 3))
CHOICES = Choices("found", traded="us-benchmark", space=SPACE, clusters=(2, 3))
ONE = Finding(Configuration("a", "ward", 2), (0, 1), (0.5, None))
TWO = Finding(Configuration("a", "ward", 3), (), ())


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    return write_defining_edition(tmp_path_factory.mktemp("home"))


@pytest.fixture(scope="module")
def figures(edition: Edition) -> Figures:
    return figures_of(edition)


def test_figures_are_of_one_year_and_level(figures: Figures) -> None:
    assert figures.table.column_names == ["region", "industry", "employment", "establishments"]
    assert set(figures.table["region"].to_pylist()) == set(STATES)
    assert set(figures.table["industry"].to_pylist()) == {*METALS, *SOFTWARE, *LOCAL}
    assert str(figures.tree) == "NAICS 2017"
    assert figures.sizes["812111"] == 12 * 100 + sum(range(12))
    assert figures.sources == ("US Census Bureau, County Business Patterns: 2020, us-states-1.",)
    assert figures.facts == {
        "edition": "us-states-1",
        "year": 2020,
        "level": "state",
        "classification": "NAICS 2017",
        "inputs": [{"file": "states.csv", "sha256": "a" * 64}],
    }


def test_the_editions_own_definition_is_read_from_its_tables(figures: Figures) -> None:
    assert figures.definition == "us-benchmark 2016.2"
    assert {row["industry"]: row["cluster"] for row in figures.places.to_pylist()} == (
        dict.fromkeys(METALS, "metals") | dict.fromkeys(SOFTWARE, "software") | dict.fromkeys(LOCAL, "local")
    )
    assert set(figures.kinds.values()) == {"traded"}


def test_a_year_or_a_level_there_is_not_is_refused(edition: Edition) -> None:
    with pytest.raises(UnknownChoice, match="year=1999"):
        figures_of(edition, year=1999)
    with pytest.raises(UnknownChoice, match="level='metro'"):
        figures_of(edition, level="metro")


def test_which_industries_are_searched_is_a_choice(figures: Figures) -> None:
    by_definition = ground_of(figures, "us-benchmark", ("lc-employment",))
    assert (by_definition.split.by, by_definition.split.local) == ("us-benchmark 2016.2", LOCAL)
    assert by_definition.split.searched == tuple(sorted((*METALS, *SOFTWARE)))
    assert by_definition.similarities["lc-employment"].industries.codes == by_definition.split.searched
    by_rule = ground_of(figures, "rule", ("lc-employment",))
    assert (by_rule.split.by, set(by_rule.split.local)) == (
        "rule",
        {*METALS, *SOFTWARE, *LOCAL} - {*by_rule.split.searched},
    )
    assert set(LOCAL) <= set(by_rule.split.local)  # barbers are spread as people are
    own = ground_of(figures, kinds=("lc-employment",))  # the drawn edition calls every cluster traded
    assert (own.split.by, own.split.local, len(own.split.searched)) == ("us-benchmark 2016.2", (), 14)
    every = ground_of(figures, "all", ("lc-employment",))
    assert (every.split.local, len(every.split.searched)) == ((), 14)
    with pytest.raises(UnknownChoice, match="definition='none'"):
        ground_of(figures, "none")


def test_a_definition_is_made_from_an_edition(figures: Figures, tmp_path: Path) -> None:
    made = define_from(figures, CHOICES, tmp_path / "found")
    clusters = {frozenset(industries) for industries in _members(made.definition.membership("2017"))}
    assert clusters == {frozenset(METALS), frozenset(SOFTWARE), frozenset(LOCAL)}
    assert made.definition.provenance["data"]["traded"] == "us-benchmark 2016.2"
    assert made.definition.sources == figures.sources
    assert [path.name for path in tmp_path.iterdir()] == [".found.lock"]  # what was kept is gone
    assert save_definition(made.definition, tmp_path / "found").is_dir()
    assert load(tmp_path / "found") == made.definition
    with pytest.raises(InputError, match="stands already"):
        define_from(figures, CHOICES, tmp_path / "found")


def test_a_stopped_search_goes_on_where_it_stopped(figures: Figures, tmp_path: Path) -> None:
    whole = define_from(figures, CHOICES, tmp_path / "whole")
    said: list[str] = []

    def stop(step: str, done: float) -> None:
        said.append(step)
        if len(said) == 6:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        define_from(figures, CHOICES, tmp_path / "found", stop)
    lines = (tmp_path / ".found.search").read_text().splitlines()
    assert len(lines) == 1 + 5  # the key, and what was found before the sixth
    again = define_from(figures, CHOICES, tmp_path / "found")
    assert again.definition.membership("2017") == whole.definition.membership("2017")
    assert again.search.ranked == whole.search.ranked
    assert not (tmp_path / ".found.search").exists()


class Stopped(Exception):
    """A search that did not end well."""


def stopped(target: Path, seed: int, *findings: Finding) -> Mapping[Configuration, Finding]:
    """What a search knows that keeps these findings and is stopped then."""
    with suppress(Stopped), kept_findings(target, {"seed": seed}) as kept:
        for finding in findings:
            kept.keep(finding)
        raise Stopped
    return kept.known


def test_findings_of_the_same_ground_are_kept(tmp_path: Path) -> None:
    target = tmp_path / "x"
    assert stopped(target, 0, ONE, TWO) == {}
    assert stopped(target, 0, ONE) == {ONE.configuration: ONE, TWO.configuration: TWO}
    assert len((tmp_path / ".x.search").read_text().splitlines()) == 3  # what is known is not written twice
    assert stopped(target, 1) == {}
    assert stopped(target, 0) == {}  # the other ground has thrown it away


def test_a_search_that_ends_well_keeps_nothing(tmp_path: Path) -> None:
    with kept_findings(tmp_path / "x", {}) as kept:
        kept.keep(ONE)
    assert not (tmp_path / ".x.search").exists()


def test_a_line_cut_short_and_a_strange_file_are_passed_over(tmp_path: Path) -> None:
    target, file = tmp_path / "x", tmp_path / ".x.search"
    stopped(target, 0, ONE, TWO)
    file.write_text(file.read_text()[:-9])
    assert stopped(target, 0) == {ONE.configuration: ONE}
    file.write_text("not what was kept\n")
    assert stopped(target, 0) == {}


def test_two_searches_for_one_target_do_not_meet(tmp_path: Path) -> None:
    with kept_findings(tmp_path / "x", {}), pytest.raises(BusyHome), kept_findings(tmp_path / "x", {}):
        pass


def test_few_industries_are_asked_for_fewer_groups() -> None:
    assert with_clusters(Space(), None, 700).clusters == tuple(range(20, 81, 5))
    assert with_clusters(Space(), (51,), 700).clusters == (51,)
    few = with_clusters(Space(), None, 60).clusters
    assert (few[0], few[-1]) == (5, 20)
    assert with_clusters(Space(), None, 3).clusters == (2,)


def _members(places: object) -> list[set[str]]:
    clusters: dict[str, set[str]] = {}
    for industry, place in places.items():  # type: ignore[attr-defined]
        clusters.setdefault(place.cluster, set()).add(industry)
    return list(clusters.values())
