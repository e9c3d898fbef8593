"""Clusters added to a definition and dissolved in it: every industry keeps one place, or is left out by name."""

import pytest

from clusteratlas.definitions import (
    Definition,
    Move,
    add_cluster,
    definition_files,
    describe,
    dissolve_cluster,
    fork,
    kinds_of,
    load,
    move_industries,
    read_definition,
)
from clusteratlas.errors import InputError, UnknownChoice, UnknownCode

NAMES = {"en": "Cells", "zh-hans": "电池"}


@pytest.fixture
def mine() -> Definition:
    return fork(load("us-benchmark"), "mine")


def clusters_of(definition: Definition) -> dict[tuple[str, str], str]:
    places = {vintage: definition.membership(vintage) for vintage in definition.vintages}
    return {(vintage, code): place.cluster for vintage in places for code, place in places[vintage].items()}


def test_a_new_cluster_is_the_last_and_empty_until_industries_move_to_it(mine: Definition) -> None:
    made = add_cluster(mine, "cells", "local", NAMES)
    assert clusters_of(made) == clusters_of(mine)
    assert made.clusters[-1].position == max(cluster.position for cluster in mine.clusters) + 1
    assert (made.clusters[-1].kind, made.clusters[-1].short_name("zh-hans")) == ("local", "电池")
    filled = move_industries(made, [Move("335911", "cells", "Alike")])
    changed = {key for key, cluster in clusters_of(filled).items() if cluster != clusters_of(mine)[key]}
    assert {code for _, code in changed} == {"335911"}
    assert {clusters_of(filled)[key] for key in changed} == {"cells"}


def test_a_dissolved_cluster_goes_to_another_in_every_vintage(mine: Definition) -> None:
    made = dissolve_cluster(mine, "footwear", "Small", "apparel")
    before, after = clusters_of(mine), clusters_of(made)
    assert after == {key: "apparel" if cluster == "footwear" else cluster for key, cluster in before.items()}
    assert "footwear" not in {part.cluster for part in made.subclusters}
    assert {vintage: made.uncovered_industries(vintage) for vintage in made.vintages} == {
        vintage: mine.uncovered_industries(vintage) for vintage in mine.vintages
    }


def test_or_outside_under_the_name_it_had(mine: Definition) -> None:
    made = dissolve_cluster(mine, "footwear", "Small")
    for vintage in mine.vintages:
        gone = {code for code, place in mine.membership(vintage).items() if place.cluster == "footwear"}
        assert set(made.membership(vintage)) == set(mine.membership(vintage)) - gone
        assert set(made.uncovered_industries(vintage)) == set(mine.uncovered_industries(vintage)) | gone
    outside = [part for part in made.uncovered if part.group == "formerly-footwear"]
    assert {part.names["en"] for part in outside} == {"Formerly Footwear"}


def test_what_is_written_is_what_is_read(mine: Definition, tmp_path) -> None:  # type: ignore[no-untyped-def]
    made = dissolve_cluster(add_cluster(mine, "cells", "traded", NAMES), "footwear", "Small")
    made = describe(move_industries(made, [Move("335911", "cells", "Alike")]), {"en": "Why.", "zh-hans": "为何。"})
    folder = tmp_path / "mine"
    folder.mkdir()
    for name, text in definition_files(made).items():
        (folder / name).write_text(text, encoding="utf-8")
    read = read_definition(folder)
    assert definition_files(read) == definition_files(made)
    assert read.method["en"].startswith("Why. ")


def test_what_cannot_be_is_refused(mine: Definition) -> None:
    assert kinds_of(load("de-occupations")) == ("all",)
    for code, kind, error in (
        ("Cells", "traded", InputError),
        ("automotive", "traded", InputError),
        ("cells", "all", UnknownChoice),
    ):
        with pytest.raises(error):
            add_cluster(mine, code, kind, NAMES)
    with pytest.raises(InputError):
        add_cluster(mine, "cells", "traded", {"en": "Cells"})
    for cluster, reason, to, error in (
        ("shoes", "Small", "", UnknownCode),
        ("footwear", "Small", "shoes", UnknownCode),
        ("footwear", " ", "", InputError),
        ("footwear", "Small", "footwear", InputError),
    ):
        with pytest.raises(error):
            dissolve_cluster(mine, cluster, reason, to)
