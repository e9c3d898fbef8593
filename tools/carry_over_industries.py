"""Makes the tables of industry codes under src/clusteratlas/classifications/data/ from the files as published.

    CLUSTERATLAS_TEST_DATA=/folder/of/published/files python tools/carry_over_industries.py

Not made here, because they are our own: the titles_*.tsv, and kldb/2010.tsv.
"""

import csv
import itertools
import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

PUBLISHED = Path(os.environ["CLUSTERATLAS_TEST_DATA"])
OURS = Path(__file__).parents[1] / "src" / "clusteratlas" / "classifications" / "data"
NAICS_YEARS = ("2002", "2007", "2012", "2017", "2022")
PREFIX_RANGES = {
    "31": "31-33",
    "32": "31-33",
    "33": "31-33",
    "44": "44-45",
    "45": "44-45",
    "48": "48-49",
    "49": "48-49",
}
# 518111 and 518112 are its two parts; the other titles missing for 2002 are those of a single part.
TITLE_5181 = "Internet Service Providers and Web Search Portals"
# Four-digit codes that ISIC does not have: three-digit groups filled up with a zero, once (2017, 238290) in front.
ISIC_GROUPS = {"0120": "012", "0140": "014", "3310": "331", "0331": "331"}
RETAIL_TITLES_2013 = {  # what the 2013 edition calls the two groups that the 2023 edition splits
    "561": ("百貨店、総合スーパー", "Department stores and general merchandise supermarkets"),
    "569": (
        "その他の各種商品小売業（従業者が常時50人未満のもの）",
        "Other retail trade, general merchandise (under 50 employees)",
    ),
}
NEW_IN_2023 = {"562", "563", "564", "565", "566", "773"}
NACE_SECTIONS_DE = {
    "A": "Land- und Forstwirtschaft, Fischerei",
    "B": "Bergbau und Gewinnung von Steinen und Erden",
    "C": "Verarbeitendes Gewerbe/Herstellung von Waren",
    "D": "Energieversorgung",
    "E": "Wasserversorgung; Abwasser- und Abfallentsorgung und Beseitigung von Umweltverschmutzungen",
    "F": "Baugewerbe/Bau",
    "G": "Handel; Instandhaltung und Reparatur von Motorfahrzeugen",
    "H": "Verkehr und Lagerei",
    "I": "Gastgewerbe/Beherbergung und Gastronomie",
    "J": "Information und Kommunikation",
    "K": "Erbringung von Finanz- und Versicherungsdienstleistungen",
    "L": "Grundstücks- und Wohnungswesen",
    "M": "Erbringung von freiberuflichen, wissenschaftlichen und technischen Dienstleistungen",
    "N": "Erbringung von sonstigen wirtschaftlichen Dienstleistungen",
    "O": "Öffentliche Verwaltung, Verteidigung; Sozialversicherung",
    "P": "Erziehung und Unterricht",
    "Q": "Gesundheits- und Sozialwesen",
    "R": "Kunst, Unterhaltung und Erholung",
    "S": "Erbringung von sonstigen Dienstleistungen",
    "T": "Private Haushalte als Arbeitgeber; Herstellung von Waren und Erbringung von Dienstleistungen "
    "durch private Haushalte für den Eigenbedarf",
    "U": "Exterritoriale Organisationen und Körperschaften",
}
Row = Mapping[str, str]


def main() -> None:
    for year in NAICS_YEARS[1:]:
        write(f"naics/{year}.tsv", ("code", "title"), naics(year))
    write("naics/2002.tsv", ("code", "title"), naics_2002())
    write("naics/1997.tsv", ("code", "title"), naics_1997())
    write("nace/2.tsv", ("code", "parent", "title", "de", "fr", "it"), nace_2())
    write("nace/2.1.tsv", ("code", "parent", "title"), nace("2.1"))
    write("isic/4.tsv", ("code", "parent", "title"), isic())
    write("jsic/2023.tsv", ("code", "parent", "title", "en"), jsic())
    write("jsic/2013.tsv", ("code", "parent", "title", "en"), jsic_2013())
    for year in ("2011", "2017"):
        write(f"gbt4754/{year}.tsv", ("code", "parent", "title"), gbt(year))
    for earlier, later in itertools.pairwise(NAICS_YEARS):
        pairs = ({"source": row[0], "target": row[2]} for row in concordance(earlier, later))
        write(f"concordances/naics_{earlier}_{later}.tsv", ("source", "target"), pairs)
    for year in ("2007", "2012", "2017"):
        write(f"concordances/naics_{year}_isic_4.tsv", ("source", "target"), naics_isic(year))
    write("concordances/nace_2_isic_4.tsv", ("source", "target"), nace_isic())


def table(name: str) -> list[list[str]]:
    """Any of carriage return, line feed and both ends a line; a line inside quotes stays in its cell."""
    text = (PUBLISHED / name).read_text(encoding="utf-8-sig")
    return list(csv.reader(text.replace("\r\n", "\n").replace("\r", "\n").splitlines(keepends=True)))


def named(name: str) -> Iterator[Row]:
    with (PUBLISHED / name).open(encoding="utf-8-sig", newline="", errors="replace") as file:
        yield from csv.DictReader(file)


def write(name: str, columns: tuple[str, ...], rows: Iterable[Row]) -> None:
    lines = sorted({"\t".join(row.get(column, "") for column in columns) for row in rows})
    assert all(line.count("\t") == len(columns) - 1 for line in lines), name
    if columns[0] == "code":
        assert len({line.split("\t")[0] for line in lines}) == len(lines), name
    (OURS / name).parent.mkdir(exist_ok=True)
    (OURS / name).write_text("\n".join(["\t".join(columns), *lines]) + "\n", encoding="utf-8", newline="\n")
    print(f"{name}: {len(lines):,} rows")


def plain(title: str) -> str:
    return " ".join(title.split())


def naics(year: str) -> list[Row]:
    rows = table(f"us/naics/2-6_digit_{year}_Codes.csv")[1:]
    return [{"code": row[1].strip(), "title": plain(row[2])} for row in rows if len(row) > 2 and row[1].strip()]


def concordance(earlier: str, later: str) -> list[list[str]]:
    rows = table(f"us/naics/{earlier}_to_{later}_NAICS.csv")
    return [[cell.strip() for cell in row] for row in rows if len(row) > 3 and row[0].strip().isdigit()]


def benchmark(vintage: str) -> dict[str, str]:
    rows = named("us/cluster_definitions_naics.csv")
    return {row["naics"]: plain(row["naics_title"]) for row in rows if row["naics_vintage"] == vintage}


def naics_2002() -> Iterator[Row]:
    """Six digits from the concordance (a split industry's title without the piece), the rest as 2007 calls them."""
    six = {row[0]: plain(row[1]).split(" - ")[0] for row in concordance("2002", "2007")}
    yield from rows_with_above(six)


def naics_1997() -> Iterator[Row]:
    """The six-digit codes of the benchmark definition; above them only what later years still have."""
    yield from rows_with_above(benchmark("1997"), complete=False)


def rows_with_above(six: Mapping[str, str], complete: bool = True) -> Iterator[Row]:
    later = {row["code"]: row["title"] for row in naics("2007")}
    above = {PREFIX_RANGES.get(code[:length], code[:length]) for code in six for length in (2, 3, 4, 5)}
    yield from ({"code": code, "title": title} for code, title in six.items())
    for code in above:
        if code in later:
            yield {"code": code, "title": later[code]}
        elif complete:
            parts = {title for part, title in six.items() if part.startswith(code)}
            yield {"code": code, "title": TITLE_5181 if code in ("5181", "51811") else only(parts)}


def only(items: set[str]) -> str:
    (item,) = items
    return item


def nace(version: str) -> Iterator[Row]:
    section, file = "", "2.0" if version == "2" else version
    for row in named(f"eu/codes-{file}.csv"):
        section = row["Section"] or section
        code = next(row[level] for level in ("Section", "Division", "Group", "Class") if row[level])
        title = plain(row["Activity"])
        title = title.capitalize() if row["Section"] else title
        yield {"code": code.replace(".", ""), "parent": section if row["Division"] else "", "title": title}


def nace_2() -> Iterator[Row]:
    others = {row["code"].replace(".", ""): row for row in named("eu/noga2008_titles_en_de_fr_it.csv")}
    for row in nace("2"):
        words = {language: plain(others[row["code"]][language]) for language in ("de", "fr", "it")}
        if row["code"] in NACE_SECTIONS_DE:
            words = {language: title.capitalize() for language, title in words.items()}
            words["de"] = NACE_SECTIONS_DE[row["code"]]
        yield {**row, **words}


def isic() -> Iterator[Row]:
    section = ""
    for row in named("eu/isic4_desc.csv"):
        section = row["code"] if row["code"].isalpha() else section
        parent = section if len(row["code"]) == 2 else ""
        yield {"code": row["code"], "parent": parent, "title": plain(row["desc"])}


def jsic() -> Iterator[Row]:
    published = json.loads((PUBLISHED / "jp" / "jsic-en.json").read_text(encoding="utf-8"))
    for major in published["major_categories"]:
        yield _jsic(major, "")
        for middle in major["middle_categories"]:
            yield _jsic(middle, major["code"])
            for minor in middle["minor_categories"]:
                yield _jsic(minor, "")
                yield from (_jsic(detail, "") for detail in minor["detail_categories"])


def _jsic(entry: Mapping[str, str], parent: str) -> Row:
    return {"code": entry["code"], "parent": parent, "title": plain(entry["name"]), "en": english(entry["name_en"])}


def english(title: str) -> str:
    """Sentence case where the file has capitals; misspelt words mended."""
    words = re.sub(r"(?<=\w)- (?=\w)", "-", plain(title))
    words = words.capitalize() if words.isupper() else words
    for wrong, right in MENDED.items():
        words = re.sub(wrong, right, words)
    return words


MENDED = {
    r"^Information and$": "Information and communications",
    r"\bjapan": "Japan",
    r"\binternet": "Internet",
    r"\bPerfomances": "Performances",
    r"\bclaasified": "classified",
    r"\bcomranies": "companies",
    r"\bBycycle, house\b": "Bicycle, horse",
    r"instruments,testing": "instruments, testing",
}


def jsic_2013() -> Iterator[Row]:
    for row in jsic():
        if len(row["code"]) < 4 and row["code"] not in NEW_IN_2023:
            title, words = RETAIL_TITLES_2013.get(row["code"], (row["title"], row["en"]))
            yield {**row, "title": title, "en": words}


def gbt(year: str) -> Iterator[Row]:
    """Digits as statistics print them. A group of one class shares its line: where the file has the class alone
    (2011), the group is the class's number without the 0 and has its title."""
    rows = {row["code"]: plain(row["title_zh"]) for row in named(f"cn/gbt4754_{year}.csv")}
    for code, title in list(rows.items()):
        if len(code) == 5 and code[:4] not in rows:
            assert code.endswith("0"), code
            rows[code[:4]] = title
    for code, title in rows.items():
        digits = code[1:] or code
        yield {"code": digits, "parent": code[0] if len(digits) == 2 else "", "title": title}


def naics_isic(year: str) -> Iterator[Row]:
    for row in named(f"us/naics/naics{year}_isic4.csv"):
        target = row["ISIC4_4d"]
        yield {"source": row[f"NAICS{year}_6d"], "target": ISIC_GROUPS.get(target, target)}


def nace_isic() -> Iterator[Row]:
    for row in named("eu/codes-2.0.csv"):
        if row["Class"]:
            yield {"source": row["Class"].replace(".", ""), "target": row["ISICRev. 4"].rstrip("*")}


if __name__ == "__main__":
    main()
