"""A definition written is the definition read; forks, moves and names keep what they say."""

from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import pytest

from clusteratlas.classifications import classification
from clusteratlas.definitions import (
    Definition,
    Move,
    checksum,
    definition_files,
    fork,
    load,
    move_industries,
    name_cluster,
    published,
    read_definition,
)
from clusteratlas.definitions.making.naming import SHORT, code_of, largest, short_titles, titles
from clusteratlas.definitions.move_list import read_moves
from clusteratlas.editions.defining import save_definition
from clusteratlas.errors import BadCells, InputError, UnknownChoice, UnknownCode, UnreadableFile, WrongColumns

MOVE = Move("336411", "automotive", "Because a test wants it.")


def written(definition: Definition, folder: Path) -> Definition:
    return read_definition(save_definition(definition, folder))


@pytest.mark.parametrize("name", published())
def test_a_definition_written_is_the_definition_read(name: str, tmp_path: Path) -> None:
    definition = load(name)
    again = written(definition, tmp_path / "copy")
    assert again == definition
    assert checksum(again) == checksum(definition)
    assert definition_files(again) == definition_files(definition)


def test_provenance_is_kept(tmp_path: Path) -> None:
    said = {"scores": {"found": 0.5}, "moved": [{"industry": "a", "reason": "b"}], "list": [1, 2]}
    definition = replace(load("eu-divisions"), provenance=MappingProxyType(said))
    assert written(definition, tmp_path / "copy").provenance == said


def test_your_own_folder_loads_by_its_path(tmp_path: Path) -> None:
    save_definition(fork(load("eu-divisions"), "mine"), tmp_path / "mine")
    assert load(str(tmp_path / "mine")).name == load(tmp_path / "mine").name == "mine"
    with pytest.raises(UnknownChoice, match="eu-divisions, jp-groups, us-benchmark, the path of a definition's folder"):
        load(str(tmp_path / "yours"))


def test_a_folder_is_read_anew_and_a_published_name_goes_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    save_definition(fork(load("eu-divisions"), "mine"), tmp_path / "us-benchmark")
    monkeypatch.chdir(tmp_path)
    assert load("us-benchmark").name == "us-benchmark"
    assert load("./us-benchmark").name == "mine"
    head = tmp_path / "us-benchmark" / "definition.toml"
    head.write_text(head.read_text("utf-8").replace('version = "1"', 'version = "2"'), "utf-8")
    assert load("./us-benchmark").version == "2"


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    save_definition(load("eu-divisions"), tmp_path / "mine")
    before = sorted(file.name for file in tmp_path.iterdir())
    with pytest.raises(InputError, match="stands already"):
        save_definition(load("jp-groups"), tmp_path / "mine")
    assert load(tmp_path / "mine").name == "eu-divisions"
    assert sorted(file.name for file in tmp_path.iterdir()) == before == ["mine"]


def test_a_text_that_would_break_a_table_is_refused() -> None:
    definition = load("eu-divisions")
    code = definition.clusters[0].code
    for text in ("two\tcells", "two\nlines"):
        with pytest.raises(InputError, match=r"cannot stand in clusters\.tsv"):
            definition_files(name_cluster(definition, code, {"en": text, "zh-hans": "名"}))


def test_a_fork_says_where_it_comes_from() -> None:
    benchmark = load("us-benchmark")
    mine = fork(benchmark, "mine")
    assert (mine.name, mine.version, mine.places) == ("mine", "1", benchmark.places)
    assert mine.titles["en"] == "US benchmark clusters (Delgado, Porter and Stern 2016) (mine)"
    assert mine.provenance["forked_from"] == [
        {"definition": "us-benchmark", "version": "2016.2", "checksum": checksum(benchmark)}
    ]
    second = fork(mine, "mine", "2", {"en": "Mine", "zh-hans": "我的"})
    assert (second.version, second.title("zh-hans")) == ("2", "我的")
    assert [origin["definition"] for origin in second.provenance["forked_from"]] == ["us-benchmark", "mine"]
    with pytest.raises(InputError, match="mine 2 is what it would be forked from"):
        fork(second, "mine", "2")


def test_the_checksum_tells_two_definitions_of_one_name_apart() -> None:
    mine = fork(load("us-benchmark"), "mine")
    moved = replace(move_industries(mine, [MOVE]), provenance=mine.provenance)
    assert (mine.name, mine.version) == (moved.name, moved.version)
    assert checksum(mine) != checksum(moved)


def test_moves_reach_every_vintage_and_keep_their_reason(tmp_path: Path) -> None:
    moved = move_industries(load("us-benchmark"), [MOVE])
    for vintage in ("1997", "2017", "2022"):
        place = moved.membership(vintage)["336411"]
        assert (place.cluster, place.subcluster) == ("automotive", None)
    assert moved.provenance["moved"] == [
        {
            "industry": "336411",
            "cluster": "automotive",
            "reason": "Because a test wants it.",
            "before": "aerospace-vehicles-and-defense",
        }
    ]
    twice = move_industries(moved, [Move("336412", "automotive", "It follows.")])
    assert [move["industry"] for move in twice.provenance["moved"]] == ["336411", "336412"]
    assert written(twice, tmp_path / "moved") == twice
    assert load("us-benchmark").membership("2017")["336411"].cluster == "aerospace-vehicles-and-defense"


@pytest.mark.parametrize(
    ("move", "error", "said"),
    [
        (Move("999999", "automotive", "x"), UnknownCode, "'999999' is not a code of the definition us-benchmark"),
        (Move("336411", "cars", "x"), UnknownCode, "'cars' is not a code of the definition us-benchmark"),
        (
            Move("336411", "aerospace-vehicles-and-defense", "x"),
            InputError,
            "stands in aerospace-vehicles-and-defense al",
        ),
        (Move("336411", "automotive", " "), InputError, "The move of 336411 to automotive has no reason"),
    ],
)
def test_a_move_that_cannot_be_made_is_refused(move: Move, error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said):
        move_industries(load("us-benchmark"), [move])


def test_a_cluster_is_named() -> None:
    named = name_cluster(load("us-benchmark"), "automotive", {"en": "Cars", "zh-hans": "汽车"})
    assert (named.cluster("automotive").name(), named.cluster("automotive").short_name("zh-hans")) == ("Cars", "汽车")
    assert named.cluster("apparel") == load("us-benchmark").cluster("apparel")
    with pytest.raises(InputError, match="A name of automotive is wanted in en and zh-hans"):
        name_cluster(named, "automotive", {"en": "Cars"})
    with pytest.raises(UnknownCode, match="'cars'"):
        name_cluster(named, "cars", {"en": "Cars", "zh-hans": "汽车"})


def test_a_list_of_moves_is_read() -> None:
    assert read_moves(b"industry\tcluster\treason\n011\tx\tit is, in short, like x\n", "moves.tsv") == [
        Move("011", "x", "it is, in short, like x")
    ]
    assert read_moves(b'reason,industry,cluster\n"a, b",336411,x\n', "moves.csv") == [Move("336411", "x", "a, b")]


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", UnreadableFile),
        (b"industry\tcluster\n1\tx\n", WrongColumns),
        (b"industry\tcluster\treason\n1\tx\t\n", BadCells),
        (b"industry\tcluster\treason\n1\tx\ty\n1\tz\ty\n", BadCells),
        (b"industry\tcluster\treason\n1\tx\n", UnreadableFile),
    ],
)
def test_a_list_that_is_none_is_refused(content: bytes, error: type[Exception]) -> None:
    with pytest.raises(error):
        read_moves(content, "moves.tsv")


def test_names_are_the_titles_of_the_largest_industries() -> None:
    tree = classification("NAICS", "2017")
    assert largest(["336413", "336411", "336412"], {"336411": 5, "336412": 9}) == ["336412", "336411"]
    assert largest(["b", "a"], {}) == ["a", "b"]
    assert titles(["336411"], tree, False, [])["en"] == "Aircraft Manufacturing"
    assert titles(["336411"], tree, True, [])["zh-hans"] == "本地：飞机制造"
    taken = [titles(["336411"], tree, False, [])]
    assert dict(titles(["336411"], tree, False, taken)) == {"en": "Aircraft Manufacturing 2", "zh-hans": "飞机制造2"}


def test_short_names_fit_and_differ_for_every_industry() -> None:
    tree = classification("NAICS", "2017")
    taken: list[dict[str, str]] = []
    for code in tree.with_digits(6)[::7]:
        short = dict(short_titles(code, tree, taken))
        assert len(short["en"]) <= SHORT["en"] + 3
        assert len(short["zh-hans"]) <= SHORT["zh-hans"] + 2
        assert "(" not in short["en"]
        taken.append(short)
    assert len({short["en"] for short in taken}) == len({short["zh-hans"] for short in taken}) == len(taken)


def test_codes_are_slugs_that_differ() -> None:
    long = "Search, Detection, Navigation, Guidance, Aeronautical, and Nautical System and Instrument Manufacturing"
    first = code_of(long, [])
    assert first == "search-detection-navigation-guidance"
    assert code_of(long, [first]) == "search-detection-navigation-guidance-2"
    assert code_of("Manufacture of fabricated metal products, except machinery", []) == (
        "manufacture-of-fabricated-metal-products"
    )
    assert code_of("製造業", []) == "cluster"
    assert code_of("x" * 60, []) == "x" * 60
