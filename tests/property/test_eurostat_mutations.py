"""Real series of Eurostat, changed at random: refused with one of our errors, or read as a slow reader reads them."""

import gzip
from itertools import product
from pathlib import Path

import pytest
from tests.property.mutations_of_sources import MUTATIONS, Mutation, check
from tests.reference.eurostat import Cells, read_eurostat

from clusteratlas.sources import eurostat
from clusteratlas.sources.eurostat_codes import industries, places
from clusteratlas.sources.registry import Source

SOURCE = Source("eurostat", eurostat.PUBLICATION, eurostat.open_file)


@pytest.fixture(scope="module")
def text(data: Path) -> bytes:
    """The heading, and three industries in four regions."""
    lines = gzip.decompress((data / "eu/sbs_r_nuts06_r2.tsv.gz").read_bytes()).splitlines(keepends=True)
    chosen = [(b"C", b"C10", b"G451"), (b"V11210", b"V16110", b"V13320", b"V91290"), (b"AT", b"AT1", b"AT11", b"UKM2")]
    wanted = {b",".join(codes) for codes in product(*chosen)}
    return b"".join([lines[0], *(line for line in lines[1:] if line.split(b"\t")[0] in wanted)])


def read(file: Path) -> Cells:
    """The slow reader's cells under our codes, without series whose region or industry is passed over."""
    place, nace = places().ours, industries().ours
    cells = read_eurostat(file).items()
    return {(year, place[geo], nace[code]): cell for (year, geo, code), cell in cells if geo in place and code in nace}


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.__name__)
def test_a_changed_file_is_refused_clearly_or_read_rightly(mutation: Mutation, text: bytes, tmp_path: Path) -> None:
    check(SOURCE, read, mutation, text, tmp_path, ".tsv")
