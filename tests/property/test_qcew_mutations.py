"""A real county of the Quarterly Census, changed at random: refused clearly, or read as a plain reader reads it."""

import tarfile
from pathlib import Path

import pytest
from tests.property.mutations import Case, Mutation, every_mutation, every_packing, refused_or_right
from tests.reference.qcew import read_qcew

from clusteratlas.sources import Source, qcew


@pytest.fixture(scope="module")
def county(data: Path) -> Case:
    """Construction and the totals of one county of Ohio in 2022, with only the columns that are read."""
    with tarfile.open(data / "us/qcew_county_ohio_2020_2023.tar.gz") as archive:
        member = next(member for member in archive if "2022-a-39041" in member.name)
        text = archive.extractfile(member)
        assert text is not None
        lines = text.read().splitlines()
    rows = [line for line in lines[1:] if line.split(b",")[2][:2] in (b"10", b"23", b"99", b"31")]
    kept = b"\n".join(b",".join(line.split(b",")[:11]) for line in (lines[0], *rows)) + b"\n"
    return Case(Source("qcew", qcew.PUBLICATION, qcew.open_file), kept, "qcew.csv", read_qcew)


@every_mutation
@every_packing
def test_a_changed_file(mutation: Mutation, packed: str, county: Case, tmp_path: Path) -> None:
    refused_or_right(county, mutation, packed, tmp_path)


def test_the_extract_itself_is_read(county: Case, tmp_path: Path) -> None:
    assert refused_or_right(county, lambda text, _: text, "plain", tmp_path) == 0
    assert len(county.read(tmp_path / "0" / county.name)) > 100
