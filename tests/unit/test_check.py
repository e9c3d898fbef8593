"""The check of an edition: what is damaged, missing, foreign or does not add up is named."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest
from tests.conftest import Cell, cbp_lines

from clusteratlas.editions import build, check
from clusteratlas.editions.manifest import read_manifest
from clusteratlas.errors import DamagedEdition
from clusteratlas.home import Home, sha256_of
from clusteratlas.sources import import_file

Change = Callable[[pa.Table], pa.Table]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sound edition of one year, six areas, five industries."""
    areas = ("48620", "31080", "40700", "10420", "10500", "10700")
    industries = ("336411", "336412", "334413", "722511", "621111")
    cells: list[Cell] = [(2019, area, "00", 9_000, 90) for area in areas]
    cells += [
        (2019, area, code, 10 * (row + 1) ** 2 + column, 1 + row + column)
        for row, area in enumerate(areas)
        for column, code in enumerate(industries)
    ]
    home = Home.at(tmp_path_factory.mktemp("sound") / "home")
    file = tmp_path_factory.mktemp("cbp") / "cbp.csv"
    file.write_text("\n".join(cbp_lines(cells)))
    import_file("cbp", file, home)
    return home.editions("us") / build("us", home).name


@pytest.fixture
def folder(sound: Path, tmp_path: Path) -> Path:
    """A copy to damage."""
    return Path(shutil.copytree(sound, tmp_path / "edition"))


def damage(folder: Path) -> list[str]:
    with pytest.raises(DamagedEdition) as caught:
        check(folder)
    return caught.value.problems


def rewritten(folder: Path, table: str, change: Change) -> None:
    """Changes a table and corrects its checksum and row count, as somebody would who wants it not to be noticed."""
    file = folder / f"{table}.parquet"
    changed = change(pq.read_table(file))
    pq.write_table(changed, file)
    manifest = read_manifest(folder)
    checksums = manifest.checksums | {file.name: sha256_of(file)}
    replace(manifest, checksums=checksums, rows=manifest.rows | {table: changed.num_rows}).write(folder)


def with_column(table: pa.Table, name: str, values: pa.ChunkedArray) -> pa.Table:
    return table.set_column(table.column_names.index(name), name, values.cast(table.schema.field(name).type))


def only(level: str, name: str, new: Callable[[pa.ChunkedArray], pa.ChunkedArray]) -> Change:
    """Changes a column of the portfolio in the rows of a level."""
    return lambda table: with_column(
        table, name, pc.if_else(pc.equal(table["level"], level), new(table[name]), table[name])
    )


def test_a_sound_edition_gives_its_manifest(folder: Path) -> None:
    assert check(folder) == read_manifest(folder)


def test_a_flipped_byte_of_any_file_is_found(folder: Path) -> None:
    for name in read_manifest(folder).checksums:
        content = (folder / name).read_bytes()
        flipped = bytearray(content)
        flipped[len(content) // 2] ^= 1
        (folder / name).write_bytes(flipped)
        assert damage(folder) == [f"{name} differs from its checksum"]
        (folder / name).write_bytes(content)
    check(folder)


def test_a_missing_and_a_foreign_file_are_found(folder: Path) -> None:
    (folder / "summary.parquet").rename(folder / "other.parquet")
    assert damage(folder) == ["summary.parquet is missing", "other.parquet is not of this edition"]


def test_the_message_shows_five_and_counts_all(folder: Path) -> None:
    for name in list(read_manifest(folder).checksums)[:7]:
        (folder / name).unlink()
    with pytest.raises(DamagedEdition, match=r"us-2019.1 is damaged, 7 problem\(s\). Rebuild it.") as caught:
        check(folder)
    assert str(caught.value).count("is missing") == 5


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe", b"name = ", b'atlas = "us"\n'], ids=["empty", "bytes", "cut", "fields"]
)
def test_a_manifest_that_cannot_be_read_is_damage(content: bytes, folder: Path) -> None:
    (folder / "edition.toml").write_bytes(content)
    (problem,) = damage(folder)
    assert problem.startswith("edition.toml cannot be read: ")


def test_a_table_of_another_length_than_the_manifest_says(folder: Path) -> None:
    manifest = read_manifest(folder)
    there = pq.read_metadata(folder / "activity.parquet").num_rows
    replace(manifest, rows=manifest.rows | {"activity": there + 1}).write(folder)
    assert damage(folder) == [f"activity has {there} rows, edition.toml says {there + 1}"]


@pytest.mark.parametrize(
    ("table", "change", "law"),
    [
        ("activity", lambda table: pa.concat_tables([table, table.slice(0, 2)]),
         "a cell of activity stands twice: 2 row"),
        ("portfolio", only("country", "employment", lambda values: pc.add(values, 1)),
         "the country is not the sum of its regions"),
        ("portfolio", only("country", "establishments", lambda values: pc.add(values, 1)),
         "the country is not the sum of its regions"),
        ("portfolio", lambda table: table.filter(pc.not_equal(table["level"], "country")),
         "the country is not the sum of its regions"),
        ("portfolio", lambda table: table.filter(pc.is_valid(table["subcluster"])),
         "a cluster is not the sum of its subclusters"),
        ("portfolio", lambda table: table.filter(pc.is_null(table["subcluster"])),
         "a cluster is not the sum of its subclusters"),
        ("portfolio", only("metro", "employment_share", lambda values: pc.multiply(values, 1.001)),
         "a region's shares of a kind do not add up to 1"),
        ("portfolio", only("metro", "strong", lambda values: pc.fill_null(pc.or_(values, pc.invert(values)), False)),
         "strong does not follow from the rule book"),
        ("thresholds", lambda table: table.slice(0, 0),
         "strong does not follow from the rule book"),
        ("verdicts", lambda table: with_column(table, "strong", pc.invert(table["strong"])),
         "strong is not what the verdict of the first rule book says"),
        ("opportunities", lambda table: with_column(table, "score", pc.add(table["score"], 1)),
         "an opportunity is strong already, or a part of its score is no share"),
        ("peers", lambda table: with_column(table, "peer", table["region"]),
         "a peer is the region itself, or of another level"),
        ("relatedness", lambda table: table.slice(1),
         "two clusters are not as related one way as the other"),
        ("portfolio", only("metro", "robust", lambda values: pc.fill_null(pc.is_valid(values), True)),
         "a robust class is another one at the ends of its bounds"),
        ("portfolio", only("metro", "employment_low", lambda values: pc.add(values, 1_000_000)),
         "employment is outside its bounds in portfolio"),
        ("portfolio", only("metro", "location_quotient_high", lambda values: pc.multiply(values, 0.001)),
         "a location quotient is outside its bounds"),
        ("activity", lambda table: with_column(table, "employment_high", pc.subtract(table["employment_low"], 1)),
         "employment is outside its bounds in activity"),
        ("activity", lambda table: with_column(table, "establishments_low", table["establishments"]),
         "the flag of establishments says other than its bounds in activity"),
        ("totals", lambda table: with_column(table, "employment_flag", pc.replace_substring(
            table["employment_flag"], "published", "unknown")),
         "the flag of employment says other than its bounds in totals"),
        ("activity", lambda table: table.filter(pc.not_equal(table["industry"], "336411")),
         "cells of employment do not add up to the region's published total"),
        ("regions", lambda table: table.filter(pc.not_equal(table["region"], "us-metro-48620")),
         "a portfolio row speaks of a region that is not listed"),
    ],
)  # fmt: skip
def test_a_broken_law_is_named(table: str, change: Change, law: str, folder: Path) -> None:
    rewritten(folder, table, change)
    assert any(problem.startswith(law) for problem in damage(folder)), damage(folder)


def test_rewriting_alone_is_no_damage(folder: Path) -> None:
    rewritten(folder, "portfolio", lambda table: table)
    check(folder)
