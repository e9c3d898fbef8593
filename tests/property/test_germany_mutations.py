"""Real rows of German occupations, changed at random: refused clearly, or read as a slow reader reads them."""

import gzip
from pathlib import Path

import pytest
from tests.property.mutations_of_sources import MUTATIONS, Mutation, check
from tests.reference.germany import read_germany

from clusteratlas.sources import de_occupations
from clusteratlas.sources.registry import Source

SOURCE = Source("de-occupations", de_occupations.PUBLICATION, de_occupations.open_file)


@pytest.fixture(scope="module")
def text(data: Path) -> bytes:
    """The heading, and three years of a district with many withheld groups."""
    lines = gzip.decompress((data / "de/kreis_occupation_sv_total.csv.gz").read_bytes()).splitlines(keepends=True)
    rows = (
        line for line in lines[1:] if line.startswith(b"07336,") and line.split(b",")[2] in (b"2013", b"2014", b"2015")
    )
    return b"".join([lines[0], *rows])


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.__name__)
def test_a_changed_file_is_refused_clearly_or_read_rightly(mutation: Mutation, text: bytes, tmp_path: Path) -> None:
    check(SOURCE, read_germany, mutation, text, tmp_path)
