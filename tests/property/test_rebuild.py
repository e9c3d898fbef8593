"""Built again from the same records, an edition has the same bytes; the order of the file's rows does not matter."""

import hashlib
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from clusteratlas.editions import Choices, build
from clusteratlas.editions.layout import tables_of
from clusteratlas.home import Home
from clusteratlas.sources import import_file

Write = Callable[..., Path]
AREAS = ("10100", "10420", "10700", "31080", "40700", "48620")
INDUSTRIES = ("112511", "311812", "334413", "336411", "336412", "541512", "621111", "722511")


def made_up(seed: int) -> list[tuple[int, str, str, int, int]]:
    """Random cells of random years; some areas and industries are missing, some cells have no jobs."""
    chance = random.Random(seed)
    years = sorted(chance.sample(range(2010, 2016), chance.randint(1, 3)))
    cells = [
        (year, area, "00", chance.randrange(10**4, 10**6), chance.randrange(10**3)) for year in years for area in AREAS
    ]
    cells += [
        (year, area, code, chance.choice([0, chance.randrange(10), chance.randrange(10**5)]), chance.randrange(1, 50))
        for year in years
        for area in AREAS
        for code in INDUSTRIES
        if chance.random() < 0.7
    ]
    return cells


def tables(home: Home, choices: Choices) -> dict[str, str]:
    folder = home.editions("us") / build("us", home, choices).name
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(folder.glob("*.parquet"))}


@pytest.mark.parametrize("seed", range(2))
def test_a_rebuild_has_the_same_bytes(seed: int, small_cbp: Write, tmp_path: Path) -> None:
    cells = made_up(seed)
    shuffled = random.Random(seed).sample(cells, len(cells))
    choices = Choices(within="kind" if seed % 2 else "all")
    built = []
    for number, rows in enumerate((cells, cells, shuffled)):
        home = Home.at(tmp_path / str(number))
        import_file("cbp", small_cbp(rows), home)
        built.append(tables(home, choices))
    assert built[0] == built[1] == built[2]
    assert sorted(built[0]) == sorted(f"{name}.parquet" for name in tables_of(("employment", "establishments")))


@pytest.mark.long
def test_the_sample_built_twice_has_the_same_bytes(sample_home: Path, tmp_path: Path) -> None:
    from clusteratlas.editions.check import read_manifest
    from clusteratlas.sources.us_sample import file

    home = Home.at(tmp_path / "again")
    if Home.at(sample_home).boundaries("us").is_dir():
        home.boundaries("us").parent.mkdir(parents=True)
        home.boundaries("us").symlink_to(Home.at(sample_home).boundaries("us"))
    import_file("us-sample", file(), home)
    assert build("us", home).checksums == read_manifest(Home.at(sample_home).editions("us") / "2019.1").checksums
