"""A home with an atlas of every kind, built from real files cut to the years that tests look at."""

import gzip
from pathlib import Path

CBP_YEARS, NUTS_YEARS, OCCUPATION_YEARS = ("2010", "2011"), ("2013", "2014"), ("2023", "2024")


def build_atlases(data: Path, counties: Path, home: Path, folder: Path) -> None:
    """us-states twice (CBP 2011 and QCEW 2020, the current one), eu, jp and de; us-states without boundaries if none.

    `counties` is the file the American boundaries are drawn from, which may be absent.
    """
    from clusteratlas.cli.drawing import draw_package  # deferred: a run that needs no statistics should not load them
    from clusteratlas.editions import Choices, build
    from clusteratlas.home import Home
    from clusteratlas.sources import import_file

    place = Home.at(home)
    packages = {
        "eu": data / "eu/NUTS_RG_03M_2021_4326_LEVL_2.geojson.gz",
        "de": data / "eu/NUTS_RG_03M_2021_4326_LEVL_3.geojson.gz",
        "jp": data / "jp/japan.topojson",
        "us-states": counties,
    }
    for name, file in packages.items():
        if file.is_file():
            draw_package(name, file, place.boundaries(name))
    import_file("cbp", _of_years(data / "us/cbp_state_2000_2011.csv.gz", folder, 0, CBP_YEARS), place)
    import_file("qcew", data / "us/qcew_state_2019_2020.csv.gz", place)
    import_file("eurostat", _columns(data / "eu/sbs_r_nuts06_r2.tsv.gz", folder, NUTS_YEARS), place)
    import_file("jp-economic-census", data / "jp/japan_pref_jsic3_2014.csv", place)
    occupations = _of_years(data / "de/kreis_occupation_sv_total.csv.gz", folder, 2, OCCUPATION_YEARS)
    import_file("de-occupations", occupations, place)
    build("us-states", place, Choices(source="cbp"))
    build("us-states", place, Choices(source="qcew"))
    for atlas in ("eu", "jp", "de"):
        build(atlas, place)


def _of_years(file: Path, folder: Path, column: int, years: tuple[str, ...]) -> Path:
    """The lines of a comma-separated file that are of these years, and its heading."""
    target = folder / file.name
    with gzip.open(file, "rt", encoding="utf-8") as source, gzip.open(target, "wt", compresslevel=1) as kept:
        kept.write(source.readline())
        kept.writelines(line for line in source if line.split(",")[column] in years)
    return target


def _columns(file: Path, folder: Path, years: tuple[str, ...]) -> Path:
    """A tab-separated file with the columns of these years, its first column kept."""
    target = folder / file.name
    with gzip.open(file, "rt", encoding="utf-8") as source, gzip.open(target, "wt", compresslevel=1) as kept:
        heading = source.readline().rstrip("\n").split("\t")
        places = [0, *(at for at, title in enumerate(heading) if title.strip() in years)]
        kept.write("\t".join(heading[at] for at in places) + "\n")
        for line in source:
            cells = line.rstrip("\n").split("\t")
            kept.write("\t".join(cells[at] for at in places) + "\n")
    return target
