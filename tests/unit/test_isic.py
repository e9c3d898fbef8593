"""ISIC 4: the published structure and titles."""

from collections import Counter

from clusteratlas.classifications import classification


def test_isic_has_the_published_number_of_codes() -> None:
    """United Nations, ISIC Rev. 4, Statistical Papers M 4: 21 sections, 88 divisions, 238 groups, 419 classes."""
    isic = classification("ISIC", "4")
    assert Counter(isic.digits(code) for code in isic.codes) == {1: 21, 2: 88, 3: 238, 4: 419}
    assert isic.sectors == tuple("ABCDEFGHIJKLMNOPQRSTU")


def test_every_class_has_a_chain_to_a_section() -> None:
    isic = classification("ISIC", "4")
    assert {tuple(map(len, isic.ancestors(code))) for code in isic.with_digits(4)} == {(3, 2, 1)}


def test_divisions_of_isic_and_nace_2_are_the_same() -> None:
    isic, nace = classification("ISIC", "4"), classification("NACE", "2")
    assert {code: isic.parent(code) for code in isic.with_digits(2)} == {
        code: nace.parent(code) for code in nace.with_digits(2)
    }


def test_titles() -> None:
    isic = classification("ISIC", "4")
    assert isic.title("0112") == "Growing of rice"
    assert [isic.language_of(code, "zh-hans") for code in ("A", "01", "0112")] == ["zh-hans", "zh-hans", "en"]
    assert all(isic.language_of(code, "zh-hans") == "zh-hans" for code in isic.codes if len(code) < 3)
