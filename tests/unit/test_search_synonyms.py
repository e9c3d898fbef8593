"""Synonyms: both languages, no term twice in a group, every group leads to a cluster that is shipped."""

import tomllib
from importlib.resources import files

import pytest

from clusteratlas.definitions import published
from clusteratlas.editions.search import Entry, Index, ask
from clusteratlas.editions.search.index import SYNONYM, WORDS
from clusteratlas.editions.search.question import read_question
from clusteratlas.editions.search.synonyms import read

GROUPS = tomllib.loads((files("clusteratlas.editions.search") / "synonyms.toml").read_text(encoding="utf-8"))["group"]


def test_there_are_enough_groups_and_each_has_both_languages() -> None:
    assert len(GROUPS) >= 60
    for group in GROUPS:
        assert set(group) == {"en", "zh-hans"}
        terms = [*group["en"], *group["zh-hans"]]
        assert all(terms)
        assert len(terms) == len(set(terms)) > 1, group
        assert all(term.isascii() == (term in group["en"]) for term in terms), group


@pytest.fixture(scope="module")
def clusters() -> Index:
    """The names of every cluster and subcluster of every definition that is shipped."""
    return Index(
        Entry("cluster", f"{name}/{code}", tuple(texts.values()))
        for name in published()
        for code, texts in _names(name)
    )


def _names(name: str) -> list[tuple[str, dict[str, str]]]:
    rows = []
    folder = files("clusteratlas.definitions") / "data" / name
    for table in ("clusters.tsv", "subclusters.tsv"):
        heads, *lines = (folder / table).read_text(encoding="utf-8").splitlines()
        columns = heads.split("\t")
        for line in lines:
            row = dict(zip(columns, line.split("\t"), strict=False))
            code = row.get("subcluster") or row["cluster"]
            rows.append((code, {key: text for key, text in row.items() if key.startswith("name") and text}))
    return rows


@pytest.mark.parametrize("group", GROUPS, ids=lambda group: group["en"][0])
def test_every_term_of_a_group_finds_a_shipped_cluster(clusters: Index, group: dict[str, list[str]]) -> None:
    for term in (*group["en"], *group["zh-hans"]):
        assert [hit for hit in clusters.hits(read_question(term)) if hit.level <= SYNONYM], term


def test_a_group_is_read_in_every_direction() -> None:
    known = read('fillers = []\n[[group]]\nen = ["car", "motor vehicle"]\nzh-hans = ["汽车"]')
    assert known.of(("car",)) == (("motor", "vehicle"), ("汽车",))
    assert known.of(("motor", "vehicles")) == (("car",), ("汽车",))
    assert known.of(("汽车",)) == (("car",), ("motor", "vehicle"))
    assert known.of(("vehicle",)) == ()


def test_the_word_itself_stands_before_what_means_the_same_and_the_larger_before_the_smaller() -> None:
    index = Index(
        [
            Entry("cluster", "small-cars", ("Motor vehicles",), size=1),
            Entry("cluster", "large-cars", ("Automotive",), size=9),
            Entry("cluster", "rental", ("Rental of cars",), size=2),
            Entry("cluster", "car", ("Car",), size=0),
            Entry("cluster", "car-parts", ("Car parts",), size=3),
            Entry("cluster", "carpets", ("Carpets",), size=99),
        ]
    )
    found = [(hit.entry.code, hit.level) for hit in ask([index], "car").hits]
    assert [code for code, _ in found] == ["car", "car-parts", "rental", "large-cars", "small-cars", "carpets"]
    assert found[2][1] == WORDS
