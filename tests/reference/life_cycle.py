"""A life cycle read one regional cluster after another, with the formulas of any textbook."""

import math
import statistics

Series = list[float]


def slope(values: Series, years: list[int]) -> float | None:
    """Least squares through the logarithms of the values above zero."""
    points = [(year, math.log(value)) for year, value in zip(years, values, strict=True) if value > 0]
    if len(points) < 2:
        return None
    return statistics.linear_regression(*zip(*points, strict=True)).slope


def entropy(parts: list[float]) -> float | None:
    """Of the shares of the parts, in natural logarithms."""
    total = sum(parts)
    return -sum(part / total * math.log(part / total) for part in parts if part) if total else None


def mean(values: list[float | None]) -> float | None:
    """Of the values that are known."""
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None


def halves(values: list) -> tuple[list, list]:  # type: ignore[type-arg]
    """The earlier and the recent half; the middle one of an odd number is in both."""
    return values[: (len(values) + 1) // 2], values[len(values) // 2 :]


def evidence(
    jobs: Series, quotients: Series, cluster: Series, nation: Series, parts: list[list[float]], years: list[int]
) -> dict[str, float | None]:
    """Every piece by the name it has in the answer; each list has one entry a year."""
    whole = [job / all_ if all_ else 0 for job, all_ in zip(jobs, nation, strict=True)]
    own = [job / alike if alike else 0 for job, alike in zip(jobs, cluster, strict=True)]
    entropies = [entropy(each) for each in parts]
    (first_years, last_years), (first, last) = halves(years), halves(whole)
    found = {
        "trend": slope(whole, years),
        "trend_earlier": slope(first, first_years),
        "trend_recent": slope(last, last_years),
        "regional_trend": slope(own, years),
        "regional_trend_recent": slope(halves(own)[1], last_years),
        "quotient_earlier": statistics.mean(halves(quotients)[0]),
        "quotient_recent": statistics.mean(halves(quotients)[1]),
        "heterogeneity_earlier": mean(halves(entropies)[0]),
        "heterogeneity_recent": mean(halves(entropies)[1]),
    }
    found["turn"] = difference(found["trend_recent"], found["trend_earlier"])
    found["industry_trend"] = difference(found["trend"], found["regional_trend"])
    found["heterogeneity_change"] = difference(found["heterogeneity_recent"], found["heterogeneity_earlier"])
    return found


def difference(one: float | None, other: float | None) -> float | None:
    """None where either is."""
    return None if one is None or other is None else one - other


def stage(found: dict[str, float | None], jobs: Series) -> tuple[str | None, str | None]:
    """The stage, or why there is none, by the thresholds of the reconstruction, written out."""
    if sum(job > 0 for job in jobs) < 5 or found["turn"] is None:
        return None, "few_years"
    if statistics.mean(jobs) < 100:
        return None, "small"
    was, is_ = found["quotient_earlier"] >= 1.2, found["quotient_recent"] >= 1.2
    turns = was and found["trend_earlier"] < 0.01 and found["trend_recent"] >= 0.01 and found["turn"] >= 0.02
    if turns and found["heterogeneity_change"] is None:
        return None, "heterogeneity_unknown"
    grows, shrinks = found["trend"] >= 0.01, found["trend"] <= -0.01
    recently = found["trend_recent"] >= 0.01
    if turns and found["heterogeneity_change"] >= 0.02:
        return "renewal", None
    if is_ and grows and recently:
        return "growth", None
    if not is_ and found["quotient_recent"] >= 0.5 and grows and recently and found["regional_trend_recent"] >= 0.01:
        return "emergence", None
    if (was or is_) and shrinks and found["trend_recent"] <= -0.01:
        return "decline", None
    return ("maturity", None) if is_ else (None, "not_specialised")
