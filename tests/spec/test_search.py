"""The search for clusters on blocks drawn by hand, and a definition made of what it finds."""

from collections.abc import Mapping

import numpy as np
import pyarrow as pa
import pytest

from clusteratlas.classifications import classification
from clusteratlas.definitions import (
    Configuration,
    Finding,
    SimilarityMatrix,
    Space,
    Wish,
    check_codes,
    define,
    definition_files,
    search,
)
from clusteratlas.errors import InputError, UnknownChoice, UnknownCode
from clusteratlas.tables import Coding

CODES = ("336411", "336412", "336413", "541511", "541512", "541519", "722511", "722513")
BLOCK = np.array([0, 0, 0, 1, 1, 1, 2, 2])
LOCAL = ("812111", "812112")
SIZES = dict(zip(CODES, (50, 40, 10, 90, 80, 5, 7, 8), strict=True))
TREE = classification("NAICS", "2017")


def blocks(noise: float = 0.05, seed: int = 1, codes: tuple[str, ...] = CODES) -> SimilarityMatrix:
    drawn = np.random.default_rng(seed).uniform(-noise, noise, (len(codes), len(codes)))
    block = BLOCK[: len(codes)]
    return SimilarityMatrix.of_kernel(
        Coding(codes), np.where(block[:, None] == block, 0.9, 0.1) + (drawn + drawn.T) / 2
    )


SIMILAR: Mapping[str, SimilarityMatrix] = {"where": blocks(), "trade": blocks(seed=2)}
SPACE = Space(clusters=(3, 4, 5))  # two groups, of which one is two blocks, would be as good as three


def members(table: pa.Table) -> list[set[str]]:
    rows = table.to_pylist()
    return [
        {row["industry"] for row in rows if row["cluster"] == name} for name in sorted({r["cluster"] for r in rows})
    ]


def test_the_blocks_rank_first_with_full_score() -> None:
    found = search(SIMILAR, SPACE)
    assert found.best.configuration.clusters == 3
    assert found.best.score == 1.0
    assert members(found.membership()) == [set(CODES[:3]), set(CODES[3:6]), set(CODES[6:])]
    # Three similarities (two, and their average), five methods, three numbers.
    assert len(found.ranked) == found.table().num_rows == 3 * 5 * 3
    scores = [finding.score for finding in found.ranked]
    assert scores == sorted(scores, reverse=True)  # type: ignore[type-var]
    first = found.table().to_pylist()[0]
    assert (first["rank"], first["cluster_average"], first["smallest"], first["largest"]) == (1, 1.0, 2, 3)


def test_of_equal_scores_the_alphabet_decides() -> None:
    best = [finding.configuration for finding in search(SIMILAR, SPACE).ranked if finding.score == 1.0]
    assert best == sorted(best)


def test_every_similarity_all_and_all_but_one_are_grouped() -> None:
    names = list(Space().grouped(("a", "b", "c")))
    assert names == ["a", "b", "c", "a+b+c", "b+c", "a+c", "a+b"]
    assert list(Space().grouped(("a", "b"))) == ["a", "b", "a+b"]
    assert list(Space().grouped(("a",))) == ["a"]
    assert list(Space(averages=(("c", "a"),)).grouped(("a", "b", "c"))) == ["a", "b", "c", "c+a"]
    with pytest.raises(UnknownChoice, match=r"averages='d' is not known\. Choose one of: a, b"):
        Space(averages=(("a", "d"),)).grouped(("a", "b"))


def test_a_search_is_watched_and_taken_up_again() -> None:
    said: list[tuple[str, float]] = []
    kept: list[Finding] = []
    whole = search(SIMILAR, SPACE, keep=kept.append, progress=lambda step, done: said.append((step, done)))
    assert [finding.configuration for finding in kept] == list(SPACE.configurations(("where", "trade")))
    assert said[0] == ("where, k-means", 0.0)
    assert [done for _, done in said] == [number / 45 for number in range(45)]
    known = {finding.configuration: finding for finding in kept[:20]}
    again = search(SIMILAR, SPACE, known=known)
    assert again.ranked == whole.ranked
    # What is known is taken as it is, and not looked for again.
    claimed = Finding(kept[0].configuration, (0,) * 8, (0.25,))
    assert claimed in search(SIMILAR, SPACE, known={claimed.configuration: claimed}).ranked


def test_more_groups_than_industries_find_nothing_and_rank_last() -> None:
    found = search(SIMILAR, Space(methods=("ward",), clusters=(3, 9)))
    assert [finding.configuration.clusters for finding in found.ranked] == [3, 3, 3, 9, 9, 9]
    assert (
        found.ranked[-1] == Finding(Configuration("where+trade", "ward", 9), (), ()) or found.ranked[-1].score is None
    )
    assert found.table().to_pylist()[-1]["score"] is None
    assert set(found.membership(6)["cluster"].to_pylist()) == {None}


def test_an_industry_one_similarity_does_not_know_goes_where_it_is_alike_in_the_others() -> None:
    known_to_one = {"where": blocks(), "trade": blocks(codes=CODES[:7])}
    found = search(known_to_one, Space(methods=("ward",), clusters=(3,), averages=()))
    assert [finding.configuration.similarity for finding in found.ranked] == ["trade", "where"]
    assert members(found.membership(1)) == members(found.membership(2))


def test_an_industry_none_knows_is_left_out_of_the_search() -> None:
    odd = SimilarityMatrix.of_kernel(Coding((*CODES, "999999")), np.full((9, 9), np.nan))
    assert search(SIMILAR | {"odd": odd}, Space(methods=("ward",), clusters=(3,), averages=())).industries == CODES


def test_nothing_to_search_is_refused() -> None:
    with pytest.raises(InputError, match="no similarity to group by"):
        search({})
    for choices in ({"methods": ()}, {"clusters": ()}, {"clusters": (0,)}):
        with pytest.raises(InputError, match="A search needs"):
            Space(**choices)  # type: ignore[arg-type]
    with pytest.raises(InputError, match="0 starts"):
        Space(starts=0)
    for rank in (0, 46):
        with pytest.raises(InputError, match=f"There is no rank {rank}: 45 configurations"):
            search(SIMILAR, SPACE).membership(rank)
    with pytest.raises(UnknownChoice, match="method='dbscan'"):
        Space(methods=("dbscan",))


def test_a_definition_is_made_of_the_best_groups() -> None:
    wish = Wish("found", space=SPACE, local=LOCAL, sources=("Drawn by hand.",), data={"year": 2019})
    found = define(SIMILAR, TREE, SIZES | dict.fromkeys(LOCAL, 100), wish)
    definition = found.definition
    check_codes(definition, TREE)
    # The largest traded cluster first, named by its two largest industries; the local ones by sector.
    assert [(c.code, c.position, c.kind) for c in definition.clusters] == [
        ("custom-computer-programming-services", 1, "traded"),
        ("aircraft-manufacturing", 2, "traded"),
        ("limited-service-restaurants", 3, "traded"),
        ("local-other-services", 101, "local"),
    ]
    assert definition.clusters[1].name() == "Aircraft Manufacturing; Aircraft Engine and Engine Parts Manufacturing"
    assert definition.clusters[1].name("zh-hans") == "飞机制造；飞机发动机与发动机零件制造"
    assert definition.clusters[3].name().startswith("Local: Other Services")
    assert definition.clusters[0].short_name() == "Custom Computer…"
    assert {definition.membership("2017")[code].cluster for code in CODES[:3]} == {"aircraft-manufacturing"}
    assert {definition.membership("2017")[code].cluster for code in LOCAL} == {"local-other-services"}
    assert (found.validation.score, definition.uncovered, definition.version) == (1.0, (), "1")


def test_a_definition_says_how_it_was_made() -> None:
    wish = Wish("found", space=SPACE, data={"year": 2019})
    definition = define(SIMILAR, TREE, SIZES, wish).definition
    said = definition.provenance
    assert said["data"] == {"year": 2019}
    assert said["configuration"] == {"similarity": "trade", "method": "average", "clusters": 3, "rank": 1}
    assert said["search"]["configurations"] == 45
    assert said["scores"] == {"found": 1.0, "definition": 1.0}
    assert {cluster.kind for cluster in definition.clusters} == {"all"}  # without local industries nothing is traded
    assert definition.method["en"].startswith("average of trade into 3 groups. 45 configurations were ranked")
    assert definition_files(define(SIMILAR, TREE, SIZES, wish).definition) == definition_files(definition)


def test_outliers_are_moved_and_named_in_the_provenance() -> None:
    # What an earlier run is said to have found puts 541519, a computer industry, among aircraft.
    space = Space(methods=("ward",), clusters=(3,), averages=())
    planted = Finding(Configuration("where", "ward", 3), (0, 0, 0, 1, 1, 0, 2, 2), (0.9,) * 8)
    worse = Finding(Configuration("trade", "ward", 3), (0, 0, 0, 1, 1, 1, 2, 2), (0.8,) * 8)
    known = {finding.configuration: finding for finding in (planted, worse)}
    found = define(SIMILAR, TREE, SIZES, Wish("found", space=space), known=known)
    assert found.search.best == planted
    assert found.rank == 1  # without its outlier as good as the other, and before it in rank
    assert found.definition.provenance["outliers"] == {
        "settled": True,
        "moved": [
            {
                "industry": "541519",
                "before": "aircraft-manufacturing",
                "after": "custom-computer-programming-services",
            }
        ],
    }
    assert found.definition.membership("2017")["541519"].cluster == "custom-computer-programming-services"
    assert found.validation.score == 1.0


def test_what_holds_together_best_without_outliers_is_taken() -> None:
    # The first is said to score best, but is two blocks in one and two industries alone, which no move can mend.
    space = Space(methods=("ward",), clusters=(3,), averages=())
    mixed = Finding(Configuration("where", "ward", 3), (0, 0, 0, 0, 0, 0, 1, 2), (0.9,) * 8)
    right = Finding(Configuration("trade", "ward", 3), (0, 0, 0, 1, 1, 1, 2, 2), (0.1,) * 8)
    known = {finding.configuration: finding for finding in (mixed, right)}
    wishes = {number: Wish("found", space=space, candidates=number) for number in (1, 2)}
    one, two = (define(SIMILAR, TREE, SIZES, wish, known=known) for wish in wishes.values())
    assert (one.rank, two.rank) == (1, 2)
    assert one.validation.score < two.validation.score == 1.0  # type: ignore[operator]
    assert two.definition.provenance["configuration"] == {**right.configuration._asdict(), "rank": 2}
    assert two.definition.provenance["scores"] == {"found": 0.1, "definition": 1.0}


def test_what_is_similar_to_nothing_is_left_out_and_listed() -> None:
    definition = define(SIMILAR, TREE, SIZES | {"111110": 5}, Wish("found", space=SPACE)).definition
    assert definition.uncovered_industries("2017") == ("111110",)
    assert "111110" not in definition.membership("2017")


def test_similarities_of_industries_without_a_size_are_passed_over() -> None:
    few = {code: size for code, size in SIZES.items() if not code.startswith("722")}
    definition = define(SIMILAR, TREE, few, Wish("found", space=Space(clusters=(2,)))).definition
    assert set(definition.membership("2017")) == set(CODES[:6])


def test_what_cannot_be_defined_is_refused() -> None:
    with pytest.raises(InputError, match="No configuration makes at least two groups of 8 industries"):
        define(SIMILAR, TREE, SIZES, Wish("found", space=Space(clusters=(1, 50))))
    strange = {"where": SimilarityMatrix(Coding(("000000", *CODES[1:])), blocks().values)}
    with pytest.raises(UnknownCode, match="'000000' is not a code of NAICS 2017"):
        define(strange, TREE, dict.fromkeys(strange["where"].industries.codes, 1.0), Wish("found", space=SPACE))
