"""Every explained column computed again in plain Python from the numbers its page shows, by letter and by row."""

from collections.abc import Callable, Mapping, Sequence
from math import log, log2, sqrt

Numbers = Mapping[str, float]
Rows = Sequence[Mapping[str, float]]
Computing = Callable[[Numbers, Rows], float]


def column(rows: Rows, letter: str) -> list[float]:
    """One letter of every row."""
    return [row[letter] for row in rows]


def total(letter: str) -> Computing:
    """A sum over the rows."""
    return lambda _, rows: sum(column(rows, letter))


def first(letter: str) -> Computing:
    """A sum over the rows where there are some, else the one number."""
    return lambda numbers, rows: sum(column(rows, letter)) if rows else numbers[letter]


def of(part: str, whole: str) -> Computing:
    """One number over another."""
    return lambda numbers, _: numbers[part] / numbers[whole]


def less(one: str, other: str) -> Computing:
    """One number less another."""
    return lambda numbers, _: numbers[one] - numbers[other]


def true_rows(letter: str) -> Computing:
    """How many rows hold."""
    return lambda _, rows: sum(value == 1 for value in column(rows, letter))


def rows_there(_: Numbers, rows: Rows) -> float:
    """How many rows there are."""
    return len(rows)


def rank(numbers: Numbers, rows: Rows) -> float:
    """One more than have a higher value."""
    return 1 + len([value for value in column(rows, "x") if value > numbers["x_r"]])


def percentile(numbers: Numbers, rows: Rows) -> float:
    """The part below, and half of those that are equal."""
    own, values = numbers["x_r"], column(rows, "x")
    return (len([v for v in values if v < own]) + len([v for v in values if v == own]) / 2) / len(values)


def mean(letter: str) -> Computing:
    """The mean over the rows."""
    return lambda _, rows: sum(column(rows, letter)) / len(rows)


def denominator(numbers: Numbers, end: str) -> float:
    """Jobs in clusters of the kind, or of both kinds; `end` is _r for the region, nothing for the nation."""
    if f"e{end}" in numbers:
        return numbers[f"e{end}"]
    return numbers[f"t{end}"] + numbers[f"l{end}"]


def quotient(part: str, whole: str) -> Computing:
    """The share here over the share in the nation."""
    return lambda n, _: (n[part] / denominator(n, "_r")) / (n[whole] / denominator(n, ""))


def above_one(n: Numbers, rows: Rows) -> float:
    """The part of the industries whose share here is larger than in the nation."""
    here, nation = denominator(n, "_r"), denominator(n, "")
    return len([row for row in rows if row["e_ri"] * nation > here * row["e_i"]]) / len(rows)


def change(n: Numbers, rows: Rows) -> float:
    """Jobs less jobs before, of the row or of the rows that are compared."""
    return sum(row["e_rc"] - row["b_rc"] for row in rows) if rows else n["e_rc"] - n["b_rc"]


def region_change(n: Numbers, rows: Rows) -> float:
    """The total less that of the year before, or what the clusters changed by."""
    return sum(column(rows, "d_rc")) if rows else n["e_r"] - n["b_r"]


def region_growth(n: Numbers, rows: Rows) -> float:
    """The change over what there was."""
    return n["d_r"] / (sum(column(rows, "b_rc")) if rows else n["b_r"])


def traded_growth(n: Numbers, rows: Rows) -> float:
    """Traded jobs over those before, less one; of the country over the clusters that are compared."""
    return sum(column(rows, "d_c")) / sum(column(rows, "b_c")) if rows else n["e_r"] / n["b_r"] - 1


def summed(_: Numbers, rows: Rows) -> float:
    """The only letter of the rows, added up."""
    return sum(next(iter(row.values())) for row in rows)


def known_share(n: Numbers, _: Rows) -> float:
    """What is published or derived, of what is known or estimated."""
    return (n["p_r"] + n["d_r"]) / (n["p_r"] + n["d_r"] + n["m_r"])


def herfindahl(part: str, whole: str) -> Computing:
    """Squared shares, added up."""
    return lambda n, rows: sum((value / n[whole]) ** 2 for value in column(rows, part))


def krugman(n: Numbers, rows: Rows) -> float:
    """Half the sum of the differences between the shares here and in the level's other regions."""
    rest = n["e"] - n["e_r"]
    return sum(abs(row["e_rc"] / n["e_r"] - (row["e_c"] - row["e_rc"]) / rest) for row in rows) / 2


def entropy_between(n: Numbers, rows: Rows) -> float:
    """Of the shares of clusters, in bits."""
    return -sum(value / n["e_r"] * log2(value / n["e_r"]) for value in column(rows, "e_rc"))


def entropy_within(n: Numbers, rows: Rows) -> float:
    """Of the shares of industries in their clusters, weighted by the clusters, in bits."""
    return sum(row["e_ri"] / n["e_r"] * -log2(row["e_ri"] / row["e_rc"]) for row in rows)


def specialised(n: Numbers, rows: Rows) -> float:
    """How many rows have a quotient of at least 1; a row or the numbers say what its region and industry add up to."""
    found = 0
    for row in rows:
        e_i, e_r = row.get("e_i", n.get("e_i")), row.get("e_r", n.get("e_r"))
        assert e_i is not None
        assert e_r is not None
        found += row["e_ri"] * n["e"] >= e_r * e_i
    return found


def gini(_: Numbers, rows: Rows) -> float:
    """Half the mean difference of all pairs of quotients, weighted by the size of regions."""
    jobs, sizes = sum(column(rows, "e_rc")), sum(column(rows, "e_r"))
    shares = [(row["e_rc"] / jobs, row["e_r"] / sizes) for row in rows if row["e_r"]]
    return sum(abs(s * y - t * x) for s, x in shares for t, y in shares) / 2


def hoover(n: Numbers, rows: Rows) -> float:
    """Half the sum of the differences between the shares of the cluster and of all jobs."""
    return sum(abs(row["e_rc"] / n["e_c"] - row["e_r"] / n["e"]) for row in rows) / 2


def theil(n: Numbers, rows: Rows) -> float:
    """The mean logarithm of the quotients, weighted by the shares of the cluster."""
    return sum(row["e_rc"] / n["e_c"] * (log(row["e_rc"] / n["e_c"]) - log(row["e_r"] / n["e"])) for row in rows)


def cosine(_: Numbers, rows: Rows) -> float:
    """Of the jobs of two regions by cluster."""
    one, other = column(rows, "e_rc"), column(rows, "e_sc")
    lengths = sum(value * value for value in one), sum(value * value for value in other)
    return sum(x * y for x, y in zip(one, other, strict=True)) / sqrt(lengths[0] * lengths[1])


def size_ratio(n: Numbers, _: Rows) -> float:
    """The other region's jobs in clusters over the region's own."""
    return (n["t_s"] + n["l_s"]) / (n["t_r"] + n["l_r"])


def slope(whole: str) -> Computing:
    """The slope of the logarithm of a part against the years."""

    def computed(_: Numbers, rows: Rows) -> float:
        points = [(row["y"], log(row["e_rc"] / row[whole])) for row in rows]
        n, x, y = len(points), sum(p[0] for p in points), sum(p[1] for p in points)
        xx, xy = sum(p[0] ** 2 for p in points), sum(p[0] * p[1] for p in points)
        return (n * xy - x * y) / (n * xx - x * x)

    return computed


def threshold(percent: float) -> Computing:
    """A percentile, linear between neighbours."""

    def computed(_: Numbers, rows: Rows) -> float:
        values = sorted(column(rows, "x"))
        place = percent / 100 * (len(values) - 1)
        below, part = int(place), place - int(place)
        return values[below] if part == 0 else values[below] * (1 - part) + values[below + 1] * part

    return computed


def score(n: Numbers, _: Rows) -> float:
    """The weighted mean of the percentiles that are known."""
    weights = {"c": 2, "g": 3, "p": 1, "w": 1}
    return sum(weights[part] * value for part, value in n.items()) / sum(weights[part] for part in n)


_MEASURES = {"employment": "e", "establishments": "n", "wages": "x"}

RECOMPUTED: dict[str, Computing] = {
    **{f"portfolio.{name}": total(f"{letter}_ri") for name, letter in _MEASURES.items()},
    **{f"national.{name}": total(f"{letter}_ri") for name, letter in _MEASURES.items()},
    **{f"summary.{name}": summed for name in _MEASURES},
    "portfolio.wages_per_head": of("x_rc", "e_rc"),
    "summary.wages_per_head": of("x_r", "e_r"),
    "portfolio.employment_share": lambda n, _: n["e_rc"] / denominator(n, "_r"),
    "portfolio.employment_share_all": lambda n, _: n["e_rc"] / denominator(n, "_r"),
    "portfolio.national_share": of("e_rc", "e_c"),
    "portfolio.location_quotient": quotient("e_rc", "e_c"),
    "portfolio.location_quotient_all": quotient("e_rc", "e_c"),
    "portfolio.location_quotient_change": less("q", "q_b"),
    "portfolio.industries_above_one": above_one,
    "portfolio.rank_location_quotient": rank,
    "portfolio.rank_employment": rank,
    "portfolio.percentile_location_quotient": percentile,
    "portfolio.percentile_employment": percentile,
    "portfolio.ranked": rows_there,
    "portfolio.employment_before": first("b_rc"),
    "portfolio.employment_change": change,
    "portfolio.employment_growth": of("d_rc", "b_rc"),
    "summary.traded_employment": total("e_rc"),
    "summary.local_employment": total("e_rc"),
    "summary.employment_change": region_change,
    "summary.employment_growth": region_growth,
    "summary.traded_growth": traded_growth,
    "summary.strong_clusters": true_rows("strong"),
    "summary.strong_borderline": true_rows("borderline"),
    "summary.strong_employment": total("e_rc"),
    "summary.strong_share": of("s_r", "e_r"),
    "summary.largest_share": lambda _, rows: max(column(rows, "s_rc")),
    "summary.rank_employment": rank,
    "summary.rank_traded_growth": rank,
    "summary.rank_strong_share": rank,
    "summary.ranked": rows_there,
    "quality.total_employment": lambda n, _: n["e_r"],
    "quality.published_employment": summed,
    "quality.derived_employment": summed,
    "quality.estimated_employment": summed,
    "quality.coverage": of("p_r", "e_r"),
    "quality.known_share": known_share,
    "quality.withheld_cells": lambda _, rows: summed(_, rows) if rows and "x_r" in rows[0] else len(rows),
    "structure.diversity": specialised,
    "structure.herfindahl": herfindahl("e_rc", "e_r"),
    "structure.krugman_specialisation": krugman,
    "structure.unrelated_variety": entropy_between,
    "structure.related_variety": entropy_within,
    "structure.economic_complexity": mean("c_i"),
    "structure.rank_economic_complexity": rank,
    "concentration.regions": rows_there,
    "concentration.herfindahl": herfindahl("e_rc", "e_c"),
    "concentration.locational_gini": gini,
    "concentration.hoover": hoover,
    "concentration.theil": theil,
    "concentration.product_complexity": mean("c_i"),
    "concentration.strong_regions": true_rows("strong"),
    "complexity.ubiquity": specialised,
    "thresholds.ranked": rows_there,
    "verdicts.grade": true_rows("holds"),
    "verdicts.measured": true_rows("measured"),
    "relatedness.percentile": percentile,
    "peers.similarity": cosine,
    "peers.size_ratio": size_ratio,
    "peers.shared_strong": true_rows("strong"),
    "peers.strong_clusters": true_rows("strong"),
    "life_cycle.years": lambda _, rows: len([value for value in column(rows, "e_rc") if value]),
    "life_cycle.employment": mean("e_rc"),
    "life_cycle.quotient_earlier": mean("q"),
    "life_cycle.quotient_recent": mean("q"),
    "life_cycle.trend": slope("e"),
    "life_cycle.trend_earlier": slope("e"),
    "life_cycle.trend_recent": slope("e"),
    "life_cycle.turn": less("a", "b"),
    "life_cycle.industry_trend": less("a", "b"),
    "life_cycle.regional_trend": slope("e_c"),
    "life_cycle.heterogeneity_change": less("a", "b"),
    "activity.location_quotient": quotient("e_ri", "e_i"),
    "activity.employment_growth": lambda n, _: n["e_ri"] / n["b_ri"] - 1,
    "national.employment_growth": lambda n, _: n["e_i"] / n["b_i"] - 1,
    "national.regions": true_rows("published"),
    "opportunities.score": score,
    "opportunities.rank": rank,
    "opportunities.candidates": rows_there,
    **{f"opportunities.{part}_percentile": percentile for part in ("closeness", "gap", "pull", "reward")},
    "opportunities.gap": lambda _, rows: min(row["x"] / row["y"] for row in rows),
    "opportunities.pull": lambda n, _: n["d_c"] / n["b_c"],
    "opportunities.reward": of("x_c", "e_c"),
    "opportunities.strong_clusters": true_rows("strong"),
}
