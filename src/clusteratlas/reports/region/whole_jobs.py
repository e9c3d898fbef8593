"""Parts of a change in whole jobs and in tenths of a per cent, so that they add up as they are printed."""

from itertools import pairwise

from clusteratlas.editions.edition import Row


def whole_jobs(rows: list[Row]) -> list[Row]:
    """The parts in whole jobs, none a whole job off, so that their sums are the rounded sums of the parts.

    What is rounded is the sum from the first row on; a row has what that grew by. The region's own part is the rest of
    the change, so that rows add up across as well.
    """
    parts = {name: _rounded([row[name] for row in rows]) for name in ("national", "mix")}
    return [
        row
        | {name: parts[name][at] for name in parts}
        | {"start": round(row["start"]), "change": round(row["change"])}
        | {"own": round(row["change"]) - parts["national"][at] - parts["mix"][at]}
        for at, row in enumerate(rows)
    ]


def _rounded(values: list[float]) -> list[int]:
    sums = [0.0]
    for value in values:
        sums.append(sums[-1] + value)
    return [round(after) - round(before) for before, after in pairwise(sums)]


def shares_of(total: Row) -> dict[str, float]:
    """The parts as shares of the first jobs, in tenths of a per cent that add up as they are printed."""
    if not total["start"]:
        return {}
    tenths = {name: round(1000 * total[name] / total["start"]) for name in ("national", "mix", "change")}
    tenths["own"] = tenths["change"] - tenths["national"] - tenths["mix"]
    return {name: value / 1000 for name, value in tenths.items()}
