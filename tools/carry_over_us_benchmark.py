"""Carries the US benchmark definition over into the package's own tables; reports rows kept, placed and dropped."""

import csv
import json
import os
import re
import tomllib
from collections import Counter, defaultdict
from pathlib import Path

from clusteratlas.classifications import classification

US = Path(os.environ["CLUSTERATLAS_TEST_DATA"]) / "us"
HAND = Path("tools/us_benchmark")
TARGET = Path("src/clusteratlas/definitions/data/us-benchmark")
PAIRS, LABELS, LIST = (f"cluster_definitions_{part}.csv" for part in ("naics", "subclusters", "subcluster_names"))
CONCORDANCE = "naics/2017_to_2022_NAICS.csv"
PAIRED = (
    "1997",
    "2002",
    "2007",
    "2012",
)  # the vintages the source states pairs for; it labels subclusters in 2017 only
VINTAGES = (*PAIRED, "2017", "2022")
MERGED = "merged-industries"
Row = dict[str, str]
Place = tuple[str, str]  # cluster, subcluster; an empty subcluster where the source names none


def rows(file: Path, delimiter: str = ",") -> list[Row]:
    """A table of text; the bytes broken in some industry titles do no harm, since titles are not carried over."""
    with file.open(encoding="utf-8-sig", errors="replace", newline="") as lines:
        return list(csv.DictReader(lines, delimiter=delimiter))


def slug(name: str) -> str:
    """The code of a name: lower case, words joined by hyphens, apostrophes left out."""
    return re.sub(r"[^a-z0-9]+", "-", name.lower().replace("'", "")).strip("-")


def six_digit_codes(vintage: str) -> set[str]:
    """The industries that exist in a NAICS vintage; of 1997 only those of the source are known."""
    return set(classification("NAICS", vintage).with_digits(6))


def sources_of_2022() -> dict[str, set[str]]:
    """For each industry of 2022 the industries of 2017 it has pieces of; two lines stand above the heading."""
    with (US / CONCORDANCE).open(encoding="utf-8-sig", newline="") as lines:
        pairs = [(row[0].strip(), row[2].strip()) for row in csv.reader(lines) if len(row) > 2]
    sources: dict[str, set[str]] = defaultdict(set)
    for earlier, later in pairs:
        if re.fullmatch(r"\d{6}", earlier):
            sources[later].add(earlier)
    refuse_unless(set(sources) == six_digit_codes("2022"), "concordance of 2017 and 2022")
    return sources


def refuse_unless(agreed: bool, what: str) -> None:
    """Stops before anything is written when the sources do not say what this script was written for."""
    if not agreed:
        raise SystemExit(f"{what}: the sources changed; reconcile by hand in {HAND}.")


def listed_clusters() -> list[Row]:
    """Our cluster names beside the source's positions and kinds; the English names must be the source's every year."""
    pairs = rows(US / PAIRS)
    found = {(row["cluster_code"], row["cluster_name"]): row["type"] for row in pairs}
    ours = rows(HAND / "clusters.tsv", "\t")
    listed = {(vintage, row["position"], row["name_en"]) for row in ours for vintage in PAIRED}
    stated = {(row["naics_vintage"], row["cluster_code"], row["cluster_name"]) for row in pairs}
    refuse_unless(listed == stated, "clusters")
    return [
        {"cluster": slug(row["name_en"]), "kind": found[row["position"], row["name_en"]], **row}
        for row in sorted(ours, key=lambda row: int(row["position"]))
    ]


def listed_subclusters(clusters: list[Row], renamed: dict[Place, str]) -> list[Row]:
    """Our subcluster names; the English ones must be the source's, but for the spellings put right by the table."""
    cluster_at = {row["position"]: row["cluster"] for row in clusters}
    ours = [
        {"cluster": cluster_at[row["cluster_position"]], "subcluster": slug(row["name_en"]), **row}
        for row in rows(HAND / "subclusters.tsv", "\t")
    ]
    found = {(cluster_at[row["cluster_code"]], row["subcluster_no"], row["subcluster_name"]) for row in rows(US / LIST)}
    read = {(cluster, no, renamed.get((cluster, name), slug(name))) for cluster, no, name in found}
    refuse_unless({(row["cluster"], row["position"], row["subcluster"]) for row in ours} == read, "subclusters")
    spelt = {(row["cluster"], row["name_en"]) for row in ours} - {(cluster, name) for cluster, _, name in found}
    refuse_unless({slug(name) for _, name in spelt} <= set(renamed.values()), "names of subclusters")
    return ours


def labelled_places(known: set[Place], hand: dict[str, list[Row]], report: Counter[str]) -> dict[str, Place]:
    """Industry to cluster and subcluster from the labelled pairs; every label is listed, renamed or placed by hand."""
    real, clusters = six_digit_codes("2017"), {cluster for cluster, _ in known}
    renamed = {(row["cluster"], row["label"]): row["subcluster"] for row in hand["renamed"]}
    placed = {row["industry"]: row["subcluster"] for row in hand["placed"]}
    places: dict[str, Place] = {}
    for row in rows(US / LABELS):
        industry, cluster, label = row["NAICS"], slug(row["Cluster"]), row["SubclusterName"]
        if industry not in real:
            report[f"dropped, not a NAICS 2017 code: {row['Cluster']}"] += 1
        elif cluster not in clusters:
            report[f"dropped, no cluster: {industry}"] += 1
        else:
            by_label = renamed.get((cluster, label), slug(label))
            place = (cluster, placed.get(industry, by_label))
            refuse_unless(place in known and industry not in places, f"industry {industry}")
            refuse_unless(industry not in placed or (cluster, by_label) not in known, f"{industry} needs no placing")
            report["placed by hand"] += industry in placed
            report["labels renamed"] += (cluster, label) in renamed
            places[industry] = place
    return places


def places_by_vintage(labelled: dict[str, Place], report: Counter[str]) -> dict[str, dict[str, Place]]:
    """Where each industry stands, by vintage: to 2012 by its pairs, 2017 by the labelled pairs, 2022 by its sources."""
    stated: dict[str, dict[str, str]] = {vintage: {} for vintage in PAIRED}
    for row in rows(US / PAIRS):
        stated[row["naics_vintage"]][row["naics"]] = slug(row["cluster_name"])
    for vintage in PAIRED:
        refuse_unless(set(stated[vintage]) <= six_digit_codes(vintage), f"pairs of {vintage}")
    pairs = stated["2012"]
    both = pairs.keys() & labelled.keys()
    refuse_unless(all(pairs[industry] == labelled[industry][0] for industry in both), "pairs of 2012 and 2017")
    unchanged = {code: (pairs[code], "") for code in pairs.keys() & six_digit_codes("2017") - labelled.keys()}
    report["2017 codes carried from 2012, unchanged"] = len(unchanged)
    report["2012 codes without a subcluster"] = len(pairs.keys() - both)
    places_2017 = labelled | unchanged
    without_subcluster = {
        vintage: {code: (cluster, "") for code, cluster in stated[vintage].items()} for vintage in PAIRED[:-1]
    }
    return {
        **without_subcluster,
        "2012": {code: labelled.get(code, (cluster, "")) for code, cluster in pairs.items()},
        "2017": places_2017,
        "2022": places_2022(places_2017),
    }


def places_2022(earlier: dict[str, Place]) -> dict[str, Place]:
    """The industries of 2022 all of whose sources stand in one cluster; the subcluster where they share that too."""
    places: dict[str, Place] = {}
    for code, sources in sources_of_2022().items():
        found = {earlier.get(source, ("", "")) for source in sources}
        clusters, subclusters = ({place[part] for place in found} for part in (0, 1))
        if len(clusters) == 1 and "" not in clusters:
            places[code] = (clusters.pop(), subclusters.pop() if len(subclusters) == 1 else "")
    return places


def merged_2022(earlier: dict[str, Place], later: dict[str, Place]) -> set[str]:
    """The industries of 2022 that have pieces of several clusters, or of one and of none."""
    sources = sources_of_2022()
    return {code for code in sources.keys() - later.keys() if any(source in earlier for source in sources[code])}


def uncovered_groups(vintage: str, places: dict[str, Place], merged: set[str]) -> list[dict[str, object]]:
    """The industries of a vintage outside every cluster, in the groups named by hand; none may be left over."""
    left = six_digit_codes(vintage) - places.keys()
    groups: dict[str, list[str]] = defaultdict(list)
    named = rows(HAND / "uncovered_groups.tsv", "\t")
    for code in sorted(left):
        by_digits = [row["group"] for row in named if code.startswith(tuple(row["prefixes"].split()))]
        fitting = [MERGED] if code in merged else by_digits
        refuse_unless(len(fitting) == 1, f"uncovered industry {code}")
        groups[fitting[0]].append(code)
    return [
        {"vintage": vintage, "group": row["group"], "en": row["name_en"], "zh-hans": row["name_zh"],
         "count": len(groups[row["group"]]), "industries": groups[row["group"]]}
        for row in named
        if row["group"] in groups
    ]  # fmt: skip


def toml_block(heading: str, fields: dict[str, object]) -> str:
    """One table of a TOML file; JSON's strings, numbers and lists are TOML's."""
    lines = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in fields.items()]
    return "\n".join(["", f"[[{heading}]]", *lines, ""])


def write_definition(by_vintage: dict[str, dict[str, Place]]) -> None:
    """The hand-written text, then what was counted."""
    text = "# Made by tools/carry_over_us_benchmark.py; edit the hand-written part in tools/us_benchmark.\n"
    text += (HAND / "definition.toml").read_text(encoding="utf-8").split("\n", 1)[1]
    text += "\n# Counted by the carry-over script from here on.\n"
    for vintage, places in by_vintage.items():
        merged = merged_2022(by_vintage["2017"], places) if vintage == "2022" else set()
        groups = uncovered_groups(vintage, places, merged)
        outside = sum(len(group["industries"]) for group in groups)  # type: ignore[arg-type, misc]
        counts = {"vintage": vintage, "classification": "NAICS", "covered": len(places), "uncovered": outside}
        text += toml_block("vintages", counts) + "".join(toml_block("uncovered", group) for group in groups)
    (TARGET / "definition.toml").write_text(text, encoding="utf-8")


def write_table(name: str, columns: str, table: list[Row]) -> None:
    """A tab-separated table with these columns."""
    lines = ["\t".join(row[column] for column in columns.split()) for row in table]
    header = columns.replace(" ", "\t")
    (TARGET / f"{name}.tsv").write_text("\n".join([header, *lines, ""]), encoding="utf-8")


def main() -> None:
    """Reads, reconciles, writes, reports."""
    report: Counter[str] = Counter()
    hand = tomllib.loads((HAND / "definition.toml").read_text(encoding="utf-8"))
    clusters = listed_clusters()
    renamed = {(row["cluster"], row["label"]): row["subcluster"] for row in hand["renamed"]}
    subclusters = listed_subclusters(clusters, renamed)
    labelled = labelled_places({(row["cluster"], row["subcluster"]) for row in subclusters}, hand, report)
    by_vintage = places_by_vintage(labelled, report)
    membership = [
        {"vintage": vintage, "industry": industry, "cluster": cluster, "subcluster": subcluster}
        for vintage in VINTAGES
        for industry, (cluster, subcluster) in sorted(by_vintage[vintage].items())
    ]
    TARGET.mkdir(parents=True, exist_ok=True)
    write_table("clusters", "cluster position kind name_en name_zh short_en short_zh", clusters)
    write_table("subclusters", "cluster subcluster position name_en name_zh", subclusters)
    write_table("membership", "vintage industry cluster subcluster", membership)
    write_definition(by_vintage)
    report.update({f"pairs {vintage}": len(places) for vintage, places in by_vintage.items()})
    for what, count in sorted(report.items()):
        print(f"{count:6,}  {what}")


if __name__ == "__main__":
    main()
