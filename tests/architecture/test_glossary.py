"""The glossary is complete: every column and table has its term in both languages, and the documents are current."""

import re
from collections import defaultdict
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from tools import write_glossary, write_tables_reference

from clusteratlas.editions import Edition, queries
from clusteratlas.editions.export.naming import NAMED
from clusteratlas.editions.export.texts import texts
from clusteratlas.editions.layout import tables_of
from clusteratlas.editions.queries import changes, conditions, regional
from clusteratlas.errors import UnknownChoice, WrongColumns
from clusteratlas.glossary import (
    COLUMN,
    LABEL,
    LANGUAGES,
    TABLE,
    column_term,
    endings,
    read,
    table_term,
    term,
    terms,
    unit_name,
)
from clusteratlas.tables import MEASURES

CHINESE = re.compile("[\u4e00-\u9fff]")
TABLES = tables_of(tuple(MEASURES))


def test_the_documents_are_what_the_tools_write() -> None:
    assert write_glossary.TARGET.read_text(encoding="utf-8") == write_glossary.glossary_text()
    assert write_tables_reference.TARGET.read_text(encoding="utf-8") == write_tables_reference.tables_text()


def test_the_layout_is_what_a_built_edition_has(sample_edition: Edition) -> None:
    files = {file.stem: pq.read_schema(file) for file in sample_edition.folder.glob("*.parquet")}
    assert set(files) == set(TABLES)
    for name, layout in sample_edition.layouts.items():
        assert files[name].remove_metadata() == layout.schema, name
        assert set(layout.key) <= set(layout.schema.names)


@pytest.mark.parametrize("table", TABLES)
def test_every_table_of_an_edition_is_ordered_by_its_key(table: str, sample_edition: Edition) -> None:
    keys = list(pq.read_table(sample_edition.folder / f"{table}.parquet").select(TABLES[table].key).to_pylist())
    rows = [tuple("" if value is None else value for value in key.values()) for key in keys]
    assert rows == sorted(rows)


@pytest.mark.parametrize("table", TABLES)
def test_every_table_and_every_column_has_a_term_with_a_unit(table: str) -> None:
    assert table_term(table).part == TABLE
    found = [column_term(name, table) for name in TABLES[table].schema.names]
    assert [unit_name(column.unit) for column in found].count("") == 0
    labels = [column.label(language) for language in LANGUAGES for column in found]
    assert len(set(labels)) == len(labels)


def test_every_name_beside_a_code_has_a_term() -> None:
    assert {term(f"{column}_name").unit for column in NAMED} == {"text"}


def test_the_measures_have_the_units_of_their_kind() -> None:
    units = {"person": "persons", "establishment": "establishments", "currency": "currency"}
    for name, measure in MEASURES.items():
        assert {column_term(name, table).unit for table in ("activity", "national", "summary")} == {units[measure.unit]}


def test_a_term_is_composed_for_bounds_flags_and_money_per_head() -> None:
    high = column_term("wages_high", "activity")
    assert (high.key, high.label(), high.unit) == ("wages_high", "Wages, highest possible", "currency")
    assert high.label("zh-hans") == "工资总额，最高可能值"
    assert column_term("location_quotient_low").unit == term("location_quotient").unit
    assert column_term("profit_flag").unit == "code"
    assert column_term("wages_per_head").label("zh-hans") == "人均工资总额"
    assert column_term("employment_low", "national").label() == "Jobs in the reference total, lowest possible"
    assert column_term("strong_low") == term("strong_low")  # has a term of its own
    with pytest.raises(UnknownChoice, match="'nothing_low'"):
        column_term("nothing_low")


def test_no_column_or_table_is_described_that_does_not_exist() -> None:
    asked = "".join(file.read_text(encoding="utf-8") for file in Path(queries.__path__[0]).glob("*.py"))
    columns = {f"{table}.{name}" for table, layout in TABLES.items() for name in layout.schema.names}
    columns |= {name.split(".")[1] for name in columns} | set(re.findall(r"\bas (\w+)", asked))
    columns |= {f"{column}_name" for column in NAMED} | {
        *regional.LIMITS,
        "threshold_regions",
        *conditions.COLUMNS,
        *changes.JOBS,
    }
    columns |= {"location_quotient_before", "strong_regions"}  # of downloads, put together from two rows
    columns |= {"chain_side", "flow", "flow_share", "standing", "nearest_strong"}  # of the chain of a cluster
    columns |= {"bubbles_of"}  # of a map
    assert {key for key, found in terms().items() if found.part == COLUMN} - columns == set()
    assert {key for key, found in terms().items() if found.part == TABLE} == {f"table.{name}" for name in TABLES}


def test_one_word_has_one_meaning() -> None:
    for language in LANGUAGES:
        keys = defaultdict(set)
        for key, found in terms().items():
            if found.part != TABLE:
                keys[found.label(language).casefold()].add(key.split(".")[-1])
        assert {label: shared for label, shared in keys.items() if len(shared) > 1} == {}


def test_sentences_end_and_chinese_is_chinese() -> None:
    for key, found in (*terms().items(), *endings().items()):
        english, chinese = found.meaning(), found.meaning("zh-hans")
        assert (english[-1], chinese[-1]) == (".", "。"), key
        assert all(CHINESE.search(text) for text in (chinese, found.label("zh-hans"))), key
        assert not CHINESE.search(english + found.label()), key


def test_the_texts_of_an_ending_name_the_column_they_stand_at() -> None:
    for found in endings().values():
        assert all(LABEL in text for text in (*found.labels.values(), *found.meanings.values())), found.key


def test_every_sentence_of_the_notes_has_both_languages_and_the_same_braces() -> None:
    for key, sentence in texts().items():
        assert set(sentence) == set(LANGUAGES), key
        assert len({frozenset(re.findall(r"\{\w+\}", text)) for text in sentence.values()}) == 1, key


def test_a_term_speaks_both_languages_and_refuses_others() -> None:
    quotient = term("location_quotient")
    assert (quotient.label(), quotient.label("zh-hans"), unit_name("persons", "zh-hans")) == (
        "Location quotient",
        "区位商",
        "人",
    )
    assert column_term("employment", "summary").label() == "Jobs, all industries"
    assert column_term("employment", "portfolio") == column_term("employment") == term("employment")
    with pytest.raises(UnknownChoice, match="Choose one of: en, zh-hans"):
        quotient.label("fr")
    with pytest.raises(UnknownChoice, match="Choose one of: location_quotient"):
        term("location_quotent")
    with pytest.raises(UnknownChoice, match="unit='miles'"):
        unit_name("miles")


def test_a_malformed_glossary_is_refused_with_everything_that_is_wrong() -> None:
    text = """
    [unit.persons]
    en = "persons"
    [word.jobs]
    label = { en = "Jobs" }
    meaning = { en = "Persons employed.", zh-hans = " " }
    unit = "people"
    note = "?"
    [column.jobs]
    label = { en = "Jobs", zh-hans = "就业人数" }
    meaning = { en = "Persons employed.", zh-hans = "就业人数。" }
    """
    with pytest.raises(WrongColumns) as refused:
        read(text)
    assert refused.value.problems == [
        "'jobs' stands twice",
        "unit 'persons' lacks zh-hans",
        "'jobs' lacks label in zh-hans",
        "'jobs' lacks meaning in zh-hans",
        "'jobs' has the unit 'people', which is not listed",
        "'jobs' has 'note', which no term has",
    ]
