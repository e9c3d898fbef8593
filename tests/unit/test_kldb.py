"""KldB 2010: occupations to three digits, and that the statistics speak them."""

import csv
import gzip
from collections import Counter
from pathlib import Path

from clusteratlas.classifications import classification


def test_kldb_has_the_published_number_of_codes() -> None:
    """Bundesagentur für Arbeit, Klassifikation der Berufe 2010: 10 areas, 37 main groups, 144 groups."""
    kldb = classification("KldB", "2010")
    assert kldb.kind == "occupation"
    assert Counter(kldb.digits(code) for code in kldb.codes) == {1: 10, 2: 37, 3: 144}
    assert kldb.ancestors("434") == ("43", "4")


def test_every_occupation_of_the_district_figures_is_known(data: Path) -> None:
    with gzip.open(data / "de" / "kreis_occupation_sv_total.csv.gz", "rt", encoding="utf-8") as file:
        printed = {row["occupational_group"] for row in csv.DictReader(file)}
    military = {"011", "012", "013", "014"}
    assert printed - {""} == set(classification("KldB", "2010").with_digits(3)) - military


def test_titles_in_three_languages() -> None:
    kldb = classification("KldB", "2010")
    assert kldb.languages == ("de", "en", "zh-hans")
    assert kldb.title("434", "de") == "Softwareentwicklung und Programmierung"
    assert kldb.title("434", "en") == "Occupations in software development and programming"
    assert {kldb.language_of(code, language) for code in kldb.codes for language in kldb.languages} == {
        "de",
        "en",
        "zh-hans",
    }
