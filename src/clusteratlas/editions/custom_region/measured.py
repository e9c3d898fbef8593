"""The clusters of a custom region, measured as those of any region: shares, location quotients with ends, growth."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from clusteratlas.editions.custom_region.asked import Asked
from clusteratlas.editions.edition import Edition, Row
from clusteratlas.editions.layout import columns_of, has_per_head, per_head
from clusteratlas.editions.parquet import stored_ratio
from clusteratlas.editions.queries import custom_sums
from clusteratlas.measures.specialisation import location_quotients_against

ALL = custom_sums.ALL  # the part that all clusters are, whatever their kind is called


@dataclass(frozen=True)
class Nation:
    """Jobs of the country by cluster, by kind and in all clusters: the reference of location quotients."""

    clusters: Mapping[str, int]
    totals: Mapping[str, int]

    @classmethod
    def of(cls, edition: Edition, year: int) -> "Nation":
        """The reference in a year; nothing in one that the edition has not."""
        rows = custom_sums.nation_by_cluster(edition, year).values()
        totals: dict[str, int] = {ALL: sum(row["employment"] for row in rows)}
        for row in rows:
            totals[row["kind"]] = totals.get(row["kind"], 0) + row["employment"]
        return cls({row["cluster"]: row["employment"] for row in rows}, totals)

    def quotient(self, cluster: str, jobs: float | None, total: float | None, part: str) -> float:
        """The location quotient of so many jobs of a total; NaN where one of the four numbers is missing or zero."""
        if jobs is None or total is None:
            return float("nan")
        whole = [self.clusters.get(cluster, 0)], [self.totals.get(part, 0)]
        return float(location_quotients_against([jobs], [total], *whole)[0])


def stored(value: float | None) -> float | None:
    """A ratio as editions store it, so that a figure that equals a threshold there equals it here; None for NaN."""
    return None if value is None else stored_ratio(np.array([value], np.float64))[0].as_py()


def ratio(part: float | None, whole: float | None) -> float | None:
    """A part of a whole; None where the whole is nothing or not known."""
    return part / whole if part is not None and whole else None


def share(part: float | None, whole: float | None) -> float | None:
    """The same as editions store it."""
    return stored(ratio(part, whole))


def measured(edition: Edition, asked: Asked) -> list[Row]:
    """One row for each cluster that stands in a unit, with the columns of `portfolio`, the largest first."""
    sums = custom_sums.sums_by_cluster(edition, asked.units, asked.year)
    totals = custom_sums.totals_of_units(edition, asked.units, asked.year)
    above = custom_sums.industries_above_one(edition, asked.units, asked.year)
    here, nation = _totals(sums), Nation.of(edition, asked.year)
    before = Before.of(edition, asked)
    rows = []
    for row in sums:
        part = custom_sums.part_of(edition, row["kind"])
        quotient = nation.quotient(row["cluster"], row["employment"], here[part], part)
        ratios = _ratios(row, here, nation) | _ends(row, totals[part], nation, part)
        ratios |= {"location_quotient": quotient, "industries_above_one": above.get(row["cluster"])}
        ratios |= before.ratios(row, quotient, part)
        counts = _figures(edition, row) | _denominators(row, here, nation, part) | before.counts(row)
        rows.append(_keys(asked, row) | counts | {name: stored(value) for name, value in ratios.items()})
    return sorted(rows, key=lambda row: (-row["employment"], row["cluster"]))


def _keys(asked: Asked, row: Row) -> Row:
    units = ("units_with_jobs", "units_strong", "largest_unit", "largest_unit_employment")
    keys = {"year": asked.year, "level": asked.ranked_in, "cluster": row["cluster"], "subcluster": None}
    return keys | {"kind": row["kind"]} | {name: row[name] for name in units}


def _totals(sums: Sequence[Row]) -> dict[str, int]:
    """Jobs by kind of cluster, and in all."""
    found = {ALL: sum(row["employment"] for row in sums)}
    for row in sums:
        found[row["kind"]] = found.get(row["kind"], 0) + row["employment"]
    return found


def _figures(edition: Edition, row: Row) -> Row:
    """The sums; ends stand beside those of which a part is withheld. Money per job too."""
    figures: Row = {}
    for name in columns_of(edition.manifest.measures):
        value, low, high = (row.get(f"{name}{end}") for end in ("", "_low", "_high"))
        certain = value is not None and low == value == high
        figures |= {name: value, f"{name}_low": None if certain else low, f"{name}_high": None if certain else high}
        if has_per_head(name):
            figures[per_head(name)] = share(value, row["employment"])
    return figures


def _denominators(row: Row, here: Mapping[str, int], nation: Nation, part: str) -> Row:
    """The other three numbers of the location quotient."""
    return {
        "quotient_total": here[part],
        "national_employment": nation.clusters.get(row["cluster"]),
        "national_total": nation.totals.get(part),
    }


def _ratios(row: Row, here: Mapping[str, int], nation: Nation) -> Row:
    cluster, jobs = row["cluster"], row["employment"]
    return {
        "employment_share": ratio(jobs, here[row["kind"]]),
        "employment_share_all": ratio(jobs, here[ALL]),
        "national_share": ratio(jobs, nation.clusters.get(cluster)),
        "location_quotient_all": nation.quotient(cluster, jobs, here[ALL], ALL),
    }


def _ends(row: Row, totals: Row, nation: Nation, part: str) -> Row:
    """Lowest and highest quotient while the country's figures stay as they are; None where nothing is withheld."""
    low, high = row["employment_low"], row["employment_high"]
    if low == row["employment"] == high and totals["certain"]:
        return {"location_quotient_low": None, "location_quotient_high": None}
    most = None if high is None else max(totals["low"], high)
    return {
        "location_quotient_low": nation.quotient(row["cluster"], low, max(totals["high"], low), part),
        "location_quotient_high": nation.quotient(row["cluster"], high, most, part),
    }


@dataclass(frozen=True)
class Before:
    """The year before: jobs of the units by cluster, their totals, and the country's."""

    clusters: Mapping[str, Row]
    totals: Mapping[str, int]
    nation: Nation

    @classmethod
    def of(cls, edition: Edition, asked: Asked) -> "Before":
        """The figures of the year before the one asked for."""
        clusters = custom_sums.sums_before(edition, asked.units, asked.year)
        return cls(clusters, _totals(list(clusters.values())), Nation.of(edition, asked.year - 1))

    def counts(self, row: Row) -> Row:
        """Jobs of a cluster in the year before and their change; unknown where a unit's cannot be compared."""
        jobs = self._jobs(row)
        change = None if jobs is None else row["employment"] - jobs
        return {"employment_before": jobs, "employment_change": change}

    def ratios(self, row: Row, quotient: float, part: str) -> Row:
        """The growth of its jobs, and the change of its location quotient."""
        jobs = self._jobs(row)
        if jobs is None:
            return {"employment_growth": None, "location_quotient_change": None}
        old = self.nation.quotient(row["cluster"], jobs, self.totals.get(part), part)
        return {
            "employment_growth": ratio(row["employment"] - jobs, jobs),
            "location_quotient_change": quotient - old,
        }

    def _jobs(self, row: Row) -> int | None:
        past = self.clusters.get(row["cluster"], _NOTHING)
        return None if row["lacks_before"] or past["lost"] else int(past["employment"])


_NOTHING: Row = {"employment": 0, "lost": False}
