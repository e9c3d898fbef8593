"""Rule books by name, by name with parameters, and from one's own file; what they are called and their checksums."""

from pathlib import Path

import pytest
from tests.spec.test_rule_book_grammar import BOOK

from clusteratlas.diagnosis import load, names, thresholds, verdicts
from clusteratlas.diagnosis.rule_book import load_all, read
from clusteratlas.errors import InputError, UnknownChoice, UnreadableFile


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "rules.toml"
    path.write_text(BOOK, encoding="utf-8")
    return path


def test_a_path_is_good_wherever_a_name_is(file: Path) -> None:
    assert load(file).name == load(str(file)).name == "my-rule"
    assert load(f"{file}:least=600").name == load(file, least=600).name == "my-rule:least=600"
    assert [book.name for book in load_all(["quadrants", file])] == ["my-rule", "quadrants"]


@pytest.mark.parametrize("name", names())
def test_the_entries_make_the_same_book_again(name: str) -> None:
    book = load(name)
    again = read(book.entries)
    assert again == book
    assert again.checksum == book.checksum
    assert len(book.checksum) == 64


def test_parameters_that_are_the_books_own_do_not_stand_in_its_name() -> None:
    assert load("quadrants", cut=1).name == "quadrants"
    assert load("quadrants", cut=1) == load("quadrants")
    moved = load("quadrants:cut=1.2")
    assert moved == load("quadrants", cut=1.2)
    assert moved.name == "quadrants:cut=1.2"
    assert moved.parameters == {"cut": 1.2}
    assert [rule.value for rule in moved.of_class("mature")] == [1.2, 0]
    assert read(moved.entries) == moved
    assert moved.checksum != load("quadrants").checksum
    assert load("quadrants:cut=1.5", cut=1.2) == moved  # by keyword wins
    assert load(moved) is moved


def test_a_checksum_is_of_what_is_said(file: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    spaced = "# another comment\n" + BOOK.replace('present = "employment"\n', '\npresent  =  "employment" # who\n')
    other.write_text(spaced, encoding="utf-8")
    assert load(other).checksum == load(file).checksum
    other.write_text(BOOK.replace("percentile = 75", "percentile = 80"), encoding="utf-8")
    assert load(other).checksum != load(file).checksum


def test_the_order_of_classes_is_their_rank_and_counts(file: Path, tmp_path: Path) -> None:
    lines = BOOK.splitlines()
    promising = next(n for n, line in enumerate(lines) if line.startswith("promising"))
    lines[promising], lines[promising + 1] = lines[promising + 1], lines[promising]
    other = tmp_path / "other.toml"
    other.write_text("\n".join(lines), encoding="utf-8")
    assert list(load(other).classes) == ["leading", "promising"]
    assert load(other).checksum != load(file).checksum


def test_a_file_that_takes_a_name_of_the_library_is_refused(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(BOOK.replace('"my-rule"', '"quadrants"'), encoding="utf-8")
    with pytest.raises(InputError, match="The name 'quadrants' is that of a rule book that comes with the library"):
        load(own)


def test_a_file_needs_its_title_in_both_languages(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text(BOOK.replace('zh-hans = "我的规则"\n', ""), encoding="utf-8")
    with pytest.raises(InputError, match="The rule book my-rule has no title in zh-hans"):
        load(own)


@pytest.mark.parametrize(
    ("name", "error", "message"),
    [
        ("quadrant", UnknownChoice, r"rules='quadrant' is not known. Choose one of: quadrants \(nearest\), canada"),
        (
            "quadrants:cat=1",
            UnknownChoice,
            r"parameter of quadrants='cat' is not known. Choose one of: cut \(nearest\)",
        ),
        ("us-percentile:cut=1", UnknownChoice, "parameter of us-percentile='cut' is not known"),
        ("quadrants:cut=one", InputError, "The parameter cut is 'one', which is not a number"),
        ("quadrants:cut=nan", InputError, "parameter cut = nan"),
        ("quadrants:", UnknownChoice, "rules='quadrants:' is not known"),
        ("../rules/quadrants", UnknownChoice, "rules='../rules/quadrants' is not known"),
        ("nowhere.toml", UnreadableFile, "nowhere.toml: is not there"),
    ],
)
def test_a_wrong_name_is_refused(name: str, error: type[Exception], message: str) -> None:
    with pytest.raises(error, match=message):
        load(name)


def test_a_file_that_is_not_toml_is_refused(tmp_path: Path) -> None:
    own = tmp_path / "own.toml"
    own.write_text("name = my-rule", encoding="utf-8")
    with pytest.raises(UnreadableFile, match=r"own.toml: is not TOML: .*line 1"):
        load(own)
    own.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(UnreadableFile, match=r"own.toml: is not TOML"):
        load(own)


def test_parameters_belong_to_a_name() -> None:
    with pytest.raises(InputError, match="Give parameters with the name of a rule book"):
        load(load("quadrants"), cut=1.2)


def test_a_book_is_asked_once(file: Path) -> None:
    with pytest.raises(InputError, match="The rule book quadrants is asked for twice"):
        load_all(["quadrants", "quadrants:cut=1.0"])


def test_its_name_stands_in_every_answer(file: Path) -> None:
    import pyarrow as pa

    portfolio = pa.table(
        {
            "region": ["ada"], "cluster": ["glass"], "kind": ["traded"],
            "employment": [600], "location_quotient": [1.0],
        }
    )  # fmt: skip
    assert thresholds(portfolio, file)["rules"].to_pylist() == ["my-rule"]
    said = verdicts(portfolio, [file, f"{file}:least=900"]).to_pylist()
    assert [(row["rules"], row["class"]) for row in said] == [("my-rule", "promising"), ("my-rule:least=900", None)]
