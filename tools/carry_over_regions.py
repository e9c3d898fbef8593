"""Makes the tables of regions under src/clusteratlas/classifications/data/ that follow from published files alone.

    CLUSTERATLAS_TEST_DATA=/folder/of/published/files python tools/carry_over_regions.py

Not made here, because they were put together by hand: the tables in jp/, de/ and cn/, eu/countries.tsv,
eu/older_names.tsv.
"""

import csv
import gzip
import json
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

PUBLISHED = Path(os.environ["CLUSTERATLAS_TEST_DATA"])
OURS = Path(__file__).parents[1] / "src" / "clusteratlas" / "classifications" / "data"
STEPS = {2: ((2010, 2013), (2013, 2016), (2016, 2021)), 3: ((2016, 2021),)}
WEIGHTS = {
    "pop18": "pop18",
    "pop11": "pop11",
    "area": "areaKm",
    "artificial18": "artif_surf18",
    "artificial12": "artif_surf12",
}
NEWEST = 2021
NEVER_LEFT = "2010;2013;2016;2021"  # a country's own code, where the country stands in the crosswalks
BEFORE_2010 = 2006
EXTRA_REGIO = ("Z", "ZZ")  # what cannot be given to a region, such as embassies and the seabed; in every version

Row = Mapping[str, str]


def main() -> None:
    write("us/economic_areas.tsv", ("code", "name", "states", "counties"), economic_areas())
    for level, steps in STEPS.items():
        for earlier, later in steps:
            name = f"eu/nuts{level}_{earlier}_{later}.tsv"
            write(name, ("from", "to", *WEIGHTS), crosswalk(level, earlier, later), keys=("from", "to"))
    write("eu/nuts.tsv", ("code", "name", "versions"), nuts())


def write(name: str, columns: tuple[str, ...], rows: Iterable[Row], keys: tuple[str, ...] = ("code",)) -> None:
    ordered = sorted(rows, key=lambda row: [row[key] for key in keys])
    lines = ["\t".join(columns), *("\t".join(row[column] for column in columns) for row in ordered)]
    assert all(line.count("\t") == len(columns) - 1 for line in lines), name
    assert len({tuple(row[key] for key in keys) for row in ordered}) == len(ordered), name
    (OURS / name).write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    print(f"{name}: {len(ordered):,} rows")


def published(name: str) -> Iterator[Row]:
    with (PUBLISHED / name).open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def economic_areas() -> Iterator[Row]:
    """Five county codes of the file end in a line break."""
    members: dict[tuple[str, str], list[str]] = {}
    for row in published("us/county_to_msa_ea.csv"):
        if row["region_type_t"] == "economic":
            members.setdefault((row["region_code_t"], row["name_t"].strip()), []).append(row["county"].strip())
    for (code, name), counties in members.items():
        states = name.rpartition(", ")[2].replace("-", ";") if ", " in name else "PR"  # the one without is Puerto Rico
        yield {"code": code, "name": name, "states": states, "counties": ";".join(sorted(counties))}


def crosswalk(level: int, earlier: int, later: int) -> Iterator[Row]:
    for row in published(f"eu/n{level}_cm_v{earlier}_v{later}.csv"):
        pair = {"from": row[f"code_v{earlier}"], "to": row[f"code_v{later}"]}
        yield pair | {ours: row[theirs].removesuffix(".0") for ours, theirs in WEIGHTS.items()}


def nuts() -> Iterator[Row]:
    """Every code of the versions, those of 2021 with their names; codes of 2006 from the figures that use them."""
    names, versions = dict[str, str](), dict[str, set[int]]()
    for level in range(4):
        for code, name in boundary_names(level):
            names[code] = name
            versions.setdefault(code, set()).add(NEWEST)
    for code, version in crosswalk_codes():
        versions.setdefault(code, set()).add(version)
    for country in [code for code in versions if len(code) == 2]:
        versions |= {country + extra: {2010, 2013, 2016, 2021} for extra in EXTRA_REGIO}
    versions |= {code: {BEFORE_2010} for code in used_codes() - versions.keys()}
    for code, known in versions.items():
        stands = NEVER_LEFT if len(code) == 2 and len(known) > 1 else ";".join(str(year) for year in sorted(known))
        yield {"code": code, "name": names.get(code, ""), "versions": stands}


def boundary_names(level: int) -> Iterator[tuple[str, str]]:
    """Some names end in spaces, no-break spaces or line breaks (Jan Mayen, Bulgaria)."""
    path = PUBLISHED / "eu" / f"NUTS_RG_03M_2021_4326_LEVL_{level}.geojson.gz"
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for feature in json.load(file)["features"]:
            yield feature["properties"]["NUTS_ID"], " ".join(feature["properties"]["NAME_LATN"].split())


def crosswalk_codes() -> Iterator[tuple[str, int]]:
    """Each code with its version, and the codes above it, which are its beginnings."""
    for level, steps in STEPS.items():
        for earlier, later in steps:
            for row in crosswalk(level, earlier, later):
                for code, version in ((row["from"], earlier), (row["to"], later)):
                    yield from ((code[:length], version) for length in range(2, level + 3))


def used_codes() -> set[str]:
    """The codes of the structural business statistics."""
    with gzip.open(PUBLISHED / "eu" / "sbs_r_nuts06_r2.tsv.gz", "rt", encoding="utf-8") as file:
        next(file)
        return {line.split("\t", 1)[0].rpartition(",")[2] for line in file}


if __name__ == "__main__":
    main()
