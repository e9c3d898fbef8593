"""A part of the made-up yearbook, changed at random: refused clearly, or read as a slow reader reads it."""

from functools import partial
from importlib import resources
from pathlib import Path

import pytest
from tests.property.mutations_of_sources import MUTATIONS, Mutation, check
from tests.reference.tidy import read_yearbook

from clusteratlas.classifications import gazetteer
from clusteratlas.sources.tidy_importing import tidy_source
from clusteratlas.sources.tidy_map_reading import read_map

FOLDER = Path(str(resources.files("clusteratlas.sources"))) / "data"
SHORT = ("省", "市", "自治区")


@pytest.fixture(scope="module")
def text() -> bytes:
    """The heading, and the rows of two provinces."""
    heading, *rows = (FOLDER / "cn_made_up_yearbook.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    wanted = [row for row in rows if row.split(",")[1] in ("西藏自治区", "海南省")]
    return "".join([heading, *wanted]).encode()


def places() -> dict[str, str]:
    """Names as a table may write them, and our codes."""
    named = {"全国": "cn"}
    for code in gazetteer("cn").at("province"):
        name = gazetteer("cn").name(code, "zh-hans")
        named |= {name: code} | {name.removesuffix(suffix): code for suffix in SHORT}
    return named


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.__name__)
def test_a_changed_file_is_refused_clearly_or_read_rightly(mutation: Mutation, text: bytes, tmp_path: Path) -> None:
    source = tidy_source(read_map(FOLDER / "cn_made_up_yearbook.toml"))
    check(source, partial(read_yearbook, places=places()), mutation, text, tmp_path)
