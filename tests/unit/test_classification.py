"""What every classification promises: parents that are written down, titles that fall back, the registry's refusals."""

import pytest

from clusteratlas.classifications import CLASSIFICATIONS, LANGUAGES, Classification, classification
from clusteratlas.errors import UnknownChoice, UnknownCode

EVERY = [(name, vintage) for name, vintages in CLASSIFICATIONS.items() for vintage in vintages]


@pytest.fixture
def teas() -> Classification:
    """X Teas: 01 Green (011 Longjing), 02 Black; Y Herbs: 03 Mint. Only some have English titles."""
    chinese = {"X": "茶", "Y": "草药", "01": "绿茶", "011": "龙井", "02": "红茶", "03": "薄荷"}
    titles = {"zh-hans": chinese, "en": {"X": "Teas", "01": "Green tea"}, "de": {"X": "Tees"}}
    parents = {"01": "X", "02": "X", "03": "Y"}
    return Classification("Teas", "1", "industry", tuple(sorted(chinese)), titles, "zh-hans", parents)


def test_a_written_parent_goes_before_the_digits(teas: Classification) -> None:
    assert {code: teas.parent(code) for code in teas.codes} == {
        "01": "X",
        "011": "01",
        "02": "X",
        "03": "Y",
        "X": None,
        "Y": None,
    }
    assert teas.sectors == ("X", "Y")
    assert teas.leaves("X") == ("011", "02")


@pytest.mark.parametrize(
    ("code", "asked", "given", "title"),
    [
        ("X", "de", "de", "Tees"),
        ("01", "de", "en", "Green tea"),
        ("011", "de", "zh-hans", "龙井"),
        ("011", "ja", "zh-hans", "龙井"),
        ("X", "zh-hans", "zh-hans", "茶"),
    ],
)
def test_titles_fall_back_to_english_then_to_the_own_language(
    teas: Classification, code: str, asked: str, given: str, title: str
) -> None:
    assert (teas.language_of(code, asked), teas.title(code, asked)) == (given, title)


def test_languages_are_those_with_a_title(teas: Classification) -> None:
    assert teas.languages == ("de", "en", "zh-hans")


def test_an_unknown_language_is_refused(teas: Classification) -> None:
    with pytest.raises(UnknownChoice, match="de, en, fr, it, ja, zh-hans"):
        teas.title("X", "klingon")
    with pytest.raises(UnknownCode, match="nearest known code is 011"):
        teas.title("012")


@pytest.mark.parametrize(("name", "vintage"), EVERY)
def test_every_code_has_a_title_without_stray_spaces_in_every_language(name: str, vintage: str) -> None:
    tree = classification(name, vintage)
    titles = [tree.title(code, language) for code in tree.codes for language in LANGUAGES]
    assert all(titles)
    assert [title for title in titles if title != " ".join(title.split()) or "\ufffd" in title] == []


@pytest.mark.parametrize(("name", "vintage"), EVERY)
def test_every_written_parent_is_a_code(name: str, vintage: str) -> None:
    tree = classification(name, vintage)
    assert set(tree.parents) | set(tree.parents.values()) <= set(tree.codes)
    assert all(tree.parent(code) is None or tree.digits(code) > 1 for code in tree.codes)


def test_the_registry_names_what_it_has() -> None:
    with pytest.raises(UnknownChoice, match="NAICS, NACE, ISIC, JSIC, GB/T 4754, KldB"):
        classification("SIC", "1987")
    with pytest.raises(UnknownChoice, match=r"2, 2\.1"):
        classification("NACE", "1")


def test_a_classification_is_read_once() -> None:
    assert classification("NACE", "2") is classification("NACE", "2")
