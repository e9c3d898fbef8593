"""Every message of the pages stands in the catalogues and is translated."""

import pytest
from babel.messages.catalog import Catalog
from tools.translations import (
    catalogue_files,
    extract_messages,
    missing_messages,
    read_catalogue,
    untranslated_messages,
)

LANGUAGES = {file.parent.parent.name: file for file in catalogue_files()}


@pytest.fixture(scope="module")
def said() -> Catalog:
    return extract_messages()


def test_the_languages_are_those_of_the_platform() -> None:
    assert sorted(LANGUAGES) == ["zh_Hans"]


def test_messages_of_templates_and_of_python_are_found(said: Catalog) -> None:
    assert "Skip to content" in said
    assert "threshold %(value)s, and at least 1" in said
    assert "There is no page at this address" in said


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_holds_what_is_said_and_no_more(language: str, said: Catalog) -> None:
    assert missing_messages(read_catalogue(LANGUAGES[language]), said) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_translated(language: str) -> None:
    assert untranslated_messages(read_catalogue(LANGUAGES[language])) == []


def test_a_gap_is_found() -> None:
    catalog = Catalog(locale="zh_Hans")
    catalog.add("Regions", "")
    catalog.add("%(count)s regions", "个地区")
    catalog.add("Map", "地图", flags=["fuzzy"])
    assert untranslated_messages(catalog) == [
        "not translated: Regions",
        "placeholders differ: %(count)s regions",
        "doubtful: Map",
    ]
