"""Real extracts of County Business Patterns, changed at random: refused clearly, or read as a plain reader does."""

import gzip
from pathlib import Path

import pytest
from tests.property.mutations import Case, Mutation, every_mutation, every_packing, refused_or_right
from tests.reference.cbp import read_cbp, read_states


@pytest.fixture(scope="module")
def by_area(cbp_extract: Path) -> Case:
    """The heading, and the rows of one real area; small, so that a hundred imports take seconds."""
    lines = gzip.decompress(cbp_extract.read_bytes()).splitlines(keepends=True)
    area = lines[1].split(b",")[1]
    rows = [line for line in lines[1:] if line.split(b",")[1] == area]
    return Case("cbp", b"".join([lines[0], *rows]), "cbp.csv", read_cbp)


@pytest.fixture(scope="module")
def by_state(data: Path) -> Case:
    """Wyoming's mines, 2002 to 2008, which withhold much; by both ways of withholding, and in three vintages."""
    with gzip.open(data / "us/cbp_state_2000_2011.csv.gz") as text:
        heading, *rows = text.readlines()
    years = (b"2002", b"2006", b"2007", b"2008")
    chosen = [
        row for row in rows if row[:4] in years and row[5:7] == b"56" and row[8:10] in (b"21", b"--", b"51", b"31")
    ]
    return Case("cbp", b"".join([heading, *chosen]), "cbp.csv", read_states)


@every_mutation
@every_packing
def test_a_changed_file_by_area(mutation: Mutation, packed: str, by_area: Case, tmp_path: Path) -> None:
    refused_or_right(by_area, mutation, packed, tmp_path)


@every_mutation
@every_packing
def test_a_changed_file_by_state(mutation: Mutation, packed: str, by_state: Case, tmp_path: Path) -> None:
    refused_or_right(by_state, mutation, packed, tmp_path)


def test_the_extract_by_state_withholds_in_every_way(by_state: Case, tmp_path: Path) -> None:
    assert refused_or_right(by_state, lambda text, _: text, "plain", tmp_path) == 0
    cells = by_state.read(tmp_path / "0" / by_state.name).values()
    withheld = [cell["employment"] is None for cell in cells]
    assert 0.2 < sum(withheld) / len(withheld) < 0.8
    assert any(cell["employment"] is None and cell["wages"] for cell in cells)
