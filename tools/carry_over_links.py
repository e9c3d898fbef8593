"""Makes the link tables under src/clusteratlas/definitions/links/data/ from the files as published.

    CLUSTERATLAS_TEST_DATA=/folder/of/published/files python tools/carry_over_links.py

Who sells to whom: what each industry buys (use table), by what each industry makes of it (make table). Who employs
whom: occupations by group of industries. Both stay in their producers' codes, beside tables of the NAICS industries
these mean and of the jobs by which the package shares a code out.
"""

import csv
import gzip
import hashlib
import os
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from clusteratlas.classifications import classification

US = Path(os.environ["CLUSTERATLAS_TEST_DATA"]) / "us"
TARGET = Path(__file__).parents[1] / "src" / "clusteratlas" / "definitions" / "links" / "data"
USE = {2012: "BEA_Detail_Use_2012_PRO_BeforeRedef.csv", 2017: "BEA_Detail_Use_SUT_2017_17sch.csv"}
MAKE = "BEA_Detail_Make_2012_BeforeRedef.csv"
JOBS_YEAR = 2018
REST = "rest"
TOTALS = ("T", "V")  # rows below the commodities: totals and value added
RENTS = "531HSO"  # what owners would pay for their own homes: nobody's industry
# Codes of 2012 that 2017 has under another; who makes what is published for 2012 only.
LATER = {"33391A": "333914", "335221": "335220", "335222": "335220", "335224": "335220", "335228": "335220"}
# Rows of Table 2.7 that count the same jobs as a group of the occupation file, where they are not one of its code.
COUNTED = {
    "221": ("22",),
    "312": ("312", "315, 316", "-315"),
    "313": ("313,314", "-314"),
    "521": ("521, 522",),
    "523": ("523, 525",),
}
OCCUPATION_PREFIXES = {"521": ("521", "522"), "523": ("523", "525")}


def main() -> None:
    jobs = employment()
    six = frozenset(classification("NAICS", "2017").with_digits(6))
    write("employment_2018.tsv", ("industry", "employment"), sorted(jobs.items()))
    members = {year: bea_members(year, six) for year in USE}
    rows = sorted((year, code, naics) for year, of in members.items() for code in of for naics in of[code])
    write("us_input_output_codes.tsv", ("year", "code", "industry"), rows)
    for year in USE:
        write(f"us_input_output_{year}.tsv.gz", ("seller", "buyer", "value"), flows(year, frozenset(members[year])))
    occupations(six)
    check_sources()


def employment() -> dict[str, int]:
    """Jobs by six-digit industry, over all areas; what is left out of an area is left out here."""
    jobs: dict[str, int] = defaultdict(int)
    with gzip.open(US / "cbp_msa_2018_2019.csv.gz", "rt", newline="") as lines:
        for row in csv.DictReader(lines):
            if row["year"] == str(JOBS_YEAR) and len(row["naics"]) == 6:
                jobs[row["naics"]] += int(float(row["emp"]))  # printed as 47.0
    return dict(jobs)


def bea_members(year: int, six: frozenset[str]) -> dict[str, list[str]]:
    """The industries of NAICS 2017 a code of the accounts stands for; public administration is no industry."""
    members: dict[str, set[str]] = defaultdict(set)
    with (US / "bea_io" / f"NAICS_to_BEA_Crosswalk_{year}.csv").open(newline="") as lines:
        for row in csv.DictReader(lines):
            code, naics = row[f"BEA_{year}_Detail_Code"], row["NAICS_2017_Code"]
            if naics in six and not naics.startswith("92") and code != RENTS:
                members[code].add(naics)
    return {code: sorted(industries) for code, industries in members.items()}


def accounts(file: str) -> pd.DataFrame:
    return pd.read_csv(US / "bea_io" / file, index_col=0, dtype={0: str})


def flows(year: int, industries: frozenset[str]) -> list[tuple[str, str, int]]:
    """Sales of each industry to each, in millions of dollars; to and from all else as the rest.

    An industry sells its part of each commodity it makes, to every buyer of that commodity alike.
    """
    use, part = accounts(USE[year]), market_shares(year)
    bought = use.loc[[code for code in use.index if not code.startswith(TOTALS)]].fillna(0)
    part = part.reindex(columns=bought.index, fill_value=0.0)
    buyers = [code for code in use.columns if code in part.index]
    final = [code for code in use.columns if code.startswith("F") and code != "F05000"]  # imports stand there as less
    sales = part.to_numpy() @ np.hstack([bought[buyers].to_numpy(), bought[final].sum(axis=1).to_numpy()[:, None]])
    no_maker = bought[buyers].sum(axis=0).to_numpy() - sales[:, :-1].sum(axis=0)
    print(
        f"{year}: {sales.sum():,.0f} sold, {no_maker.sum():,.0f} bought of no industry, {(sales < 0).sum()} below zero"
    )
    return merged(np.vstack([sales, [*no_maker, 0]]), [*part.index, REST], [*buyers, REST], industries)


def market_shares(year: int) -> pd.DataFrame:
    """The part of each commodity (columns) that each industry (rows) makes, as of 2012, in the codes of the year."""
    made = accounts(MAKE)
    made = made.loc[made.index != "T007", made.columns != "T008"]
    if year != 2012:
        made = made.groupby(lambda code: LATER.get(code, code)).sum().T
        made = made.groupby(lambda code: LATER.get(code, code)).sum().T
    total = made.sum(axis=0)
    return made.loc[:, total > 0] / total[total > 0]


def merged(
    sales: NDArray[np.float64], sellers: list[str], buyers: list[str], industries: frozenset[str]
) -> list[tuple[str, str, int]]:
    """Whole millions above zero; codes that are no industry are the rest, whose own dealings are of no concern."""
    sums: dict[tuple[str, str], float] = defaultdict(float)
    for row, column in np.argwhere(sales > 0):
        pair = (sellers[row], buyers[column])
        seller, buyer = (code if code in industries else REST for code in pair)
        sums[seller, buyer] += sales[row, column]
    whole = {pair: round(value) for pair, value in sums.items()}
    return [(*pair, value) for pair, value in sorted(whole.items()) if value and pair != (REST, REST)]


def occupations(six: frozenset[str]) -> None:
    """Jobs by occupation and group of industries, and how many of the group's jobs the file has at all."""
    matrix = pd.read_stata(US / "bls_occupation_matrix_2018.dta")
    cells = zip(matrix["SOCCode"], matrix["industry_code"], matrix["Employment"], strict=True)
    rows = sorted((occupation, str(group), round(thousands * 1000)) for occupation, group, thousands in cells)
    write("us_occupations_2018.tsv.gz", ("occupation", "group", "employment"), rows)
    sums: dict[str, int] = defaultdict(int)
    for _, group, count in rows:
        sums[group] += count
    counted = counted_jobs(sums)
    groups = []
    for group in sorted(sums):
        covered = f"{sums[group] / counted[group]:.2f}" if group in counted else ""
        prefixes = OCCUPATION_PREFIXES.get(group, (group,))
        groups += [(group, naics, covered) for naics in sorted(six) if naics.startswith(prefixes)]
    write("us_occupations_groups.tsv", ("group", "industry", "covered"), groups)


def counted_jobs(sums: Mapping[str, int]) -> dict[str, float]:
    """Jobs of a group as Table 2.7 counts them, where it does; some of its groups are larger than the file's."""
    table = pd.read_excel(US / "bls_industry.xlsx", sheet_name="Table 2.7", header=None).iloc[4:]
    published = {
        str(code).strip(): float(jobs) * 1000 for code, jobs in zip(table[1], table[3], strict=True) if is_number(jobs)
    }
    counted = {}
    for group in sums:
        parts = COUNTED.get(group, (group,))
        known = [published.get(part) if part[0] != "-" else -sums[part[1:]] for part in parts]
        if all(value is not None for value in known):
            counted[group] = sum(value for value in known if value is not None)
    return counted


def is_number(cell: object) -> bool:
    return isinstance(cell, int | float) and cell == cell


def write(name: str, columns: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> None:
    lines = ["\t".join(columns), *("\t".join(map(str, row)) for row in rows)]
    text = ("\n".join(lines) + "\n").encode()
    # No date and no name in the header: the same figures give the same bytes.
    (TARGET / name).write_bytes(gzip.compress(text, 9, mtime=0) if name.endswith(".gz") else text)
    print(f"{name}: {len(lines) - 1:,} rows, {(TARGET / name).stat().st_size:,} bytes")


def check_sources() -> None:
    """Stops when links.toml names another file than was read."""
    said = tomllib.loads((TARGET / "links.toml").read_text(encoding="utf-8"))
    for block in said["links"]:
        for source in block["sources"]:
            found = hashlib.sha256((US / source["file"]).read_bytes()).hexdigest()
            assert found == source["sha256"], (source["file"], found)


if __name__ == "__main__":
    main()
