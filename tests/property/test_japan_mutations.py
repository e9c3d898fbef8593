"""Real rows of Japan's Economic Census, changed at random: refused clearly, or read as a slow reader reads them."""

from pathlib import Path

import pytest
from tests.property.mutations_of_sources import MUTATIONS, Mutation, check
from tests.reference.japan import read_japan

from clusteratlas.sources import jp_economic_census
from clusteratlas.sources.registry import Source

SOURCE = Source("jp-economic-census", jp_economic_census.PUBLICATION, jp_economic_census.open_file)


@pytest.fixture(scope="module")
def text(data: Path) -> bytes:
    """The heading, and the rows of Japan, a prefecture and a city in wood, heat supply, shops and municipal offices."""
    lines = (data / "jp/japan_pref_jsic3_2014.csv").read_bytes().splitlines(keepends=True)
    areas, divisions = (b"00000", b"09000", b"01100"), (b"12", b"35", b"60", b"98")
    rows = (line for line in lines[1:] if line[:5] in areas and line.split(b",")[2][:2] in divisions)
    return b"".join([lines[0], *rows])


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.__name__)
def test_a_changed_file_is_refused_clearly_or_read_rightly(mutation: Mutation, text: bytes, tmp_path: Path) -> None:
    check(SOURCE, read_japan, mutation, text, tmp_path)
