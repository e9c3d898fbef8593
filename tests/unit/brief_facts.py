"""What a brief must say, worked out from an edition's Parquet files alone, without the code that writes briefs."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

Row = dict[str, Any]


@dataclass(frozen=True)
class BriefFacts:
    """The strong clusters, the borderline ones, the best opportunity and the quality of a region, with their names."""

    strong: list[Row]
    borderline: list[Row]
    best: Row | None
    quality: Row
    names: dict[str, str]

    @property
    def strong_names(self) -> list[str]:
        return [self.names[row["cluster"]] for row in self.strong]


def table(folder: Path, name: str, **where: object) -> list[Row]:
    """The rows of a table, those alone whose columns have the values named."""
    kept = [(column, "=", value) for column, value in where.items()] or None
    rows: list[Row] = pq.read_table(folder / f"{name}.parquet", filters=kept).to_pylist()
    return rows


def facts_of(folder: Path, region: str, year: int, language: str = "en") -> BriefFacts:
    asked = {"region": region, "year": year}
    here = table(folder, "portfolio", **asked)
    strong = sorted((r for r in here if r["subcluster"] is None and r["strong"]), key=lambda r: -r["employment"])
    listed = table(folder, "opportunities", **asked)
    ranked = sorted((row for row in listed if row["rank"] is not None), key=lambda row: (row["rank"], row["cluster"]))
    quality = table(folder, "quality", **asked)
    by_language = {(row["code"], row["language"]): row["name"] for row in table(folder, "names", entity="cluster")}
    codes = {code for code, _ in by_language}
    names = {code: by_language.get((code, language)) or by_language[code, "en"] for code in codes}
    borderline = [row for row in strong if not row["robust"]]
    return BriefFacts(strong, borderline, ranked[0] if ranked else None, quality[0], names)


def growth_ends(folder: Path, region: str, year: int) -> dict[str, tuple[float, float]]:
    """The least and the most growth of every cluster, over all pairs of ends of its jobs in the two years.

    What has no upper end, or begins at nothing, may grow without end.
    """
    ends = {when: _ends_of_jobs(folder, region, when) for when in (year - 1, year)}
    found = {}
    for cluster in ends[year].keys() & ends[year - 1].keys():
        grown = [
            after / before - 1 if before else float("inf")
            for before in ends[year - 1][cluster]
            for after in ends[year][cluster]
            if after != before or before
        ]
        found[cluster] = (min(grown), max(grown)) if grown else (-1.0, float("inf"))
    return found


def _ends_of_jobs(folder: Path, region: str, year: int) -> dict[str, set[float]]:
    rows = [r for r in table(folder, "portfolio", region=region, year=year) if r["subcluster"] is None]
    exact = {r["cluster"]: {float(r["employment"])} for r in rows if r["employment_low"] is None}
    high = {r["cluster"]: r["employment_high"] for r in rows}
    ranged = {r["cluster"]: r["employment_low"] for r in rows if r["employment_low"] is not None}
    return exact | {
        cluster: {float(low), float("inf") if high[cluster] is None else float(high[cluster])}
        for cluster, low in ranged.items()
    }
