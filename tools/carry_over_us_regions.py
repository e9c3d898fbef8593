"""Makes the tables of places of the United States under src/clusteratlas/classifications/data/us/ from published files.

    CLUSTERATLAS_TEST_DATA=/folder/of/published/files python tools/carry_over_us_regions.py

Not made here, because they are our own: us/names_zh.tsv, us/areas_without_delineation.tsv.
"""

import csv
import gzip
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

PUBLISHED = Path(os.environ["CLUSTERATLAS_TEST_DATA"]) / "us"
OURS = Path(__file__).parents[1] / "src" / "clusteratlas" / "classifications" / "data"
LOST = "\ufffd"  # what an earlier conversion left where it could not read a letter
LEVELS = {"Metropolitan": "metro", "Micropolitan": "micro"}
DISTRICT = {"fips": "11", "postal": "DC", "name": "District of Columbia"}  # missing from the published list of states
TERRITORY = {"fips": "72", "postal": "PR", "name": "Puerto Rico"}  # listed there as a country too
CONNECTICUT = "09"

Row = Mapping[str, str]


def main() -> None:
    regions = list(published("economic_areas_and_metros.csv"))
    counties_2013 = [row for row in regions if row["region_type_t"] == "county"]
    write("us/states.tsv", ("fips", "postal", "name"), states(regions, counties_2013))
    write("us/counties.tsv", ("fips", "delineations", "name"), counties(counties_2013))
    later = list(areas_2023())
    earlier = list(areas_2013(regions, {row["code"]: row["name"] for row in later}))
    for vintage, areas in ((2013, earlier), (2023, later)):
        write(f"us/areas_{vintage}.tsv", ("code", "level", "name", "states", "counties"), areas)
    write("us/cbp_areas.tsv", ("code", "delineation"), cbp_areas(earlier, later))


def published(name: str) -> Iterator[Row]:
    with (PUBLISHED / name).open(encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def write(name: str, columns: tuple[str, ...], rows: Iterable[Row]) -> None:
    ordered = sorted(rows, key=lambda row: row[columns[0]])
    lines = ["\t".join(columns), *("\t".join(row[column] for column in columns) for row in ordered)]
    assert all(line.count("\t") == len(columns) - 1 for line in lines), name
    assert len({row[columns[0]] for row in ordered}) == len(ordered), name
    (OURS / name).write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    print(f"{name}: {len(ordered):,} rows")


def states(regions: list[Row], counties_2013: list[Row]) -> list[Row]:
    """Postal codes stand only behind the names of counties: "Butler County, KS"."""
    pairs = ((*row["region_short_name_t"].rpartition(", ")[::2], row["region_code_t"]) for row in counties_2013)
    postal = {fips[:2]: code for county, code, fips in pairs if county}
    fifty = [
        {"fips": row["region_code_t"], "postal": postal[row["region_code_t"]], "name": row["name_t"]}
        for row in regions
        if row["region_type_t"] == "state"
    ]
    return [*fifty, DISTRICT, TERRITORY]


def counties(counties_2013: list[Row]) -> Iterator[Row]:
    """Names from the 2013 list (well written); codes that came later from two further files."""
    old = {row["region_code_t"]: _county_name(row["name_t"]) for row in counties_2013}
    new = {code: name for code, name in _later_counties() if not code.startswith(CONNECTICUT)}
    new |= {_county(row): row["countycountyequivalent"] for row in published("cbsa2fipsxw.csv")}
    for code in sorted(old | new):
        delineations = [vintage for vintage, known in (("2013", old), ("2023", new)) if code in known]
        yield {"fips": code, "delineations": ";".join(delineations), "name": old.get(code) or new[code]}


def _county_name(name: str) -> str:
    return DISTRICT["name"] if name.lower() == DISTRICT["name"].lower() else name


def _later_counties() -> Iterator[tuple[str, str]]:
    """FIPS.csv lost leading zeros, capitals and the word County; its rows of states end in 000."""
    for row in published("FIPS.csv"):
        code = row["FIPS"].zfill(5)
        if not code.endswith("000"):
            name = row["County"].title()
            yield code, name if name.endswith(("City", "Area", "Borough", "Parish", "Municipio")) else f"{name} County"


def areas_2013(regions: list[Row], later_names: Mapping[str, str]) -> Iterator[Row]:
    members: dict[str, list[str]] = {}
    for row in published("county_to_msa_ea.csv"):
        if row["region_type_t"] == "msa":
            members.setdefault(row["region_code_t"], []).append(row["county"])
    for row in regions:
        if row["region_type_t"] == "msa":
            code, label = row["region_code_t"], row["region_short_name_t"].split()[-2]
            name = _restored(row["name_t"], later_names.get(code, ""))
            yield _area(code, LEVELS[label], name, members[code])


def _restored(name: str, later: str) -> str:
    """Two names lost their tilde; the later list has the same names whole, checked letter by letter."""
    if LOST not in name:
        return name
    assert re.fullmatch(re.escape(name).replace(LOST, "."), later), (name, later)
    return later


def areas_2023() -> Iterator[Row]:
    members: dict[str, list[Row]] = {}
    for row in published("cbsa2fipsxw.csv"):
        members.setdefault(row["cbsacode"], []).append(row)
    for code, rows in members.items():
        label = rows[0]["metropolitanmicropolitanstatis"].split()[0]
        yield _area(code, LEVELS[label], rows[0]["cbsatitle"], [_county(row) for row in rows])


def _county(row: Row) -> str:
    return row["fipsstatecode"] + row["fipscountycode"]


def _area(code: str, level: str, name: str, members: list[str]) -> Row:
    states = name.rpartition(", ")[2].replace("-", ";")
    return {"code": code, "level": level, "name": name, "states": states, "counties": ";".join(sorted(members))}


def cbp_areas(earlier: list[Row], later: list[Row]) -> Iterator[Row]:
    """The areas County Business Patterns 2018 and 2019 publish, and the delineation each is described by."""
    known = {row["code"]: "2023" for row in later} | {row["code"]: "2013" for row in earlier}
    with gzip.open(PUBLISHED / "cbp_msa_2018_2019.csv.gz", "rt", encoding="utf-8", newline="") as file:
        codes = {row["cbsa"] for row in csv.DictReader(file)}
    for code in codes:
        yield {"code": code, "delineation": known.get(code, "none")}


if __name__ == "__main__":
    main()
