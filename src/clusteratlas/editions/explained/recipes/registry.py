"""The recipe of every column that pages show."""

from collections.abc import Callable, Mapping

from clusteratlas.diagnosis.opportunities import PARTS
from clusteratlas.editions.edition import Edition, Row
from clusteratlas.editions.explained.recipes import (
    cells,
    changes,
    complexity,
    concentration,
    headlines,
    life_cycle,
    likeness,
    opportunities,
    quality,
    ranks,
    rules,
    shares,
    structure,
    sums,
)
from clusteratlas.editions.explained.recipes.life_cycle import EARLIER, RECENT
from clusteratlas.editions.explained.subject import Subject
from clusteratlas.editions.explained.working import Working
from clusteratlas.tables import MEASURES

Recipe = Callable[[Edition, Subject, Row], Working]
_ENDS = ("low", "high")


def _sums() -> dict[str, Recipe]:
    found: dict[str, Recipe] = {}
    for name in MEASURES:
        found[f"portfolio.{name}"] = sums.sum_of_cells
        found[f"activity.{name}"] = cells.cell
        found[f"totals.{name}"] = cells.cell
        found[f"national.{name}"] = cells.reference_total
        found[f"summary.{name}"] = headlines.total
        for end in _ENDS:
            found[f"portfolio.{name}_{end}"] = sums.range_of_sum
            found[f"activity.{name}_{end}"] = cells.end_of_cell
            found[f"totals.{name}_{end}"] = cells.end_of_cell
            found[f"national.{name}_{end}"] = cells.end_of_total
        if MEASURES[name].is_money:
            found[f"portfolio.{name}_per_head"] = sums.per_head
            found[f"summary.{name}_per_head"] = headlines.per_head
    return found


_PORTFOLIO: dict[str, Recipe] = {
    "employment_share": shares.share_of_kind,
    "employment_share_all": shares.share_of_all,
    "national_share": shares.share_of_nation,
    "location_quotient": shares.quotient,
    "location_quotient_low": shares.range_of_quotient,
    "location_quotient_high": shares.range_of_quotient,
    "location_quotient_all": shares.quotient_over_all,
    "location_quotient_change": shares.quotient_change,
    "industries_above_one": shares.industries_above_one,
    "rank_location_quotient": ranks.in_ranked_set(ranks.RANK, "location_quotient"),
    "rank_employment": ranks.in_ranked_set(ranks.RANK, "employment"),
    "percentile_location_quotient": ranks.in_ranked_set(ranks.PERCENTILE, "location_quotient"),
    "percentile_employment": ranks.in_ranked_set(ranks.PERCENTILE, "employment"),
    "ranked": ranks.in_ranked_set(ranks.MANY, "employment"),
    "employment_before": changes.jobs_before,
    "employment_change": changes.change,
    "employment_growth": changes.growth,
}

_SUMMARY: dict[str, Recipe] = {
    "traded_employment": headlines.sum_of_clusters(headlines.TRADED),
    "local_employment": headlines.sum_of_clusters(headlines.LOCAL),
    "employment_change": headlines.change,
    "employment_growth": headlines.growth,
    "traded_growth": headlines.traded_growth,
    "strong_clusters": headlines.count_of_clusters("strong_clusters", "count(strong)"),
    "strong_borderline": headlines.count_of_clusters("strong_borderline", "count(borderline)"),
    "strong_employment": headlines.sum_of_clusters("strong"),
    "strong_share": headlines.strong_share,
    "largest_share": headlines.largest_share,
    "rank_employment": ranks.in_level(ranks.RANK, "summary", "employment"),
    "rank_traded_growth": ranks.in_level(ranks.RANK, "summary", "traded_growth"),
    "rank_strong_share": ranks.in_level(ranks.RANK, "summary", "strong_share"),
    "ranked": ranks.in_level(ranks.MANY, "summary", "employment"),
}

_QUALITY: dict[str, Recipe] = {
    "total_employment": quality.total,
    "published_employment": quality.jobs_of("published"),
    "derived_employment": quality.jobs_of("derived"),
    "estimated_employment": quality.jobs_of("estimated"),
    "coverage": quality.coverage,
    "known_share": quality.known_share,
    "withheld_cells": quality.withheld,
}

_STRUCTURE: dict[str, Recipe] = {
    "diversity": structure.diversity,
    "herfindahl": structure.herfindahl,
    "krugman_specialisation": structure.krugman,
    "unrelated_variety": structure.unrelated_variety,
    "related_variety": structure.related_variety,
    "economic_complexity": structure.complexity,
    "complexity_outlook": structure.outlook,
    "rank_economic_complexity": ranks.in_level(ranks.RANK, "structure", "economic_complexity"),
}

_CONCENTRATION: dict[str, Recipe] = {
    "regions": concentration.over_regions(concentration.REGIONS),
    "herfindahl": concentration.over_regions(concentration.HERFINDAHL, "H"),
    "locational_gini": concentration.over_regions(concentration.GINI, "G"),
    "hoover": concentration.over_regions(concentration.HOOVER),
    "theil": concentration.over_regions(concentration.THEIL, "T"),
    "product_complexity": concentration.complexity,
    "strong_regions": concentration.strong_regions,
}

_LOGARITHM = "slope(ln({}), y)"
_IN_NATION, _IN_CLUSTER = _LOGARITHM.format("e_rc / e"), _LOGARITHM.format("e_rc / e_c")
_LIFE_CYCLE: dict[str, Recipe] = {
    "years": life_cycle.over_years("count(e_rc > 0)", ("e_rc",)),
    "employment": life_cycle.over_years("mean(e_rc)", ("e_rc",)),
    "quotient_earlier": life_cycle.over_years("mean(q)", ("q",), EARLIER),
    "quotient_recent": life_cycle.over_years("mean(q)", ("q",), RECENT),
    "trend": life_cycle.over_years(_IN_NATION, ("e_rc", "e", "y"), with_jobs=True),
    "trend_earlier": life_cycle.over_years(_IN_NATION, ("e_rc", "e", "y"), EARLIER, with_jobs=True),
    "trend_recent": life_cycle.over_years(_IN_NATION, ("e_rc", "e", "y"), RECENT, with_jobs=True),
    "turn": life_cycle.difference("trend_recent", "trend_earlier"),
    "industry_trend": life_cycle.difference("trend", "regional_trend"),
    "regional_trend": life_cycle.over_years(_IN_CLUSTER, ("e_rc", "e_c", "y"), with_jobs=True),
    "parts": life_cycle.heterogeneity,
    "heterogeneity_earlier": life_cycle.heterogeneity,
    "heterogeneity_recent": life_cycle.heterogeneity,
    "heterogeneity_change": life_cycle.difference("heterogeneity_recent", "heterogeneity_earlier"),
}

_RELATEDNESS = (
    *("relatedness", "related_share", "relatedness_lc_employment", "relatedness_lc_establishments"),
    *("relatedness_input_output", "relatedness_occupation"),
)

_OPPORTUNITIES: dict[str, Recipe] = {
    "score": opportunities.score,
    "rank": opportunities.rank,
    "candidates": opportunities.among_candidates(ranks.MANY, "score"),
    **{f"{part}_percentile": opportunities.percentile for part in PARTS},
    "closeness": opportunities.by_procedure("closeness"),
    "gap": opportunities.gap,
    "pull": opportunities.pull,
    "reward": opportunities.reward,
    "strong_clusters": opportunities.strong_clusters,
    "related_strong_clusters": opportunities.by_procedure("closeness"),
    "jobs_short": opportunities.by_procedure("short"),
    "establishments_short": opportunities.by_procedure("short"),
    "probability": opportunities.by_procedure("probability"),
}

# Columns that no table has: pages compute them.
NOT_STORED = frozenset(
    {
        "concentration.strong_regions",
        "activity.location_quotient",
        "activity.employment_growth",
        "national.employment_growth",
        "national.regions",
        *(f"summary.{name}_per_head" for name in MEASURES if MEASURES[name].is_money),
    }
)

RECIPES: Mapping[str, Recipe] = {
    **_sums(),
    **{f"portfolio.{column}": recipe for column, recipe in _PORTFOLIO.items()},
    **{f"summary.{column}": recipe for column, recipe in _SUMMARY.items()},
    **{f"quality.{column}": recipe for column, recipe in _QUALITY.items()},
    **{f"structure.{column}": recipe for column, recipe in _STRUCTURE.items()},
    **{f"concentration.{column}": recipe for column, recipe in _CONCENTRATION.items()},
    **{f"life_cycle.{column}": recipe for column, recipe in _LIFE_CYCLE.items()},
    **{f"opportunities.{column}": recipe for column, recipe in _OPPORTUNITIES.items()},
    **{f"relatedness.{column}": likeness.relatedness for column in _RELATEDNESS},
    "relatedness.percentile": likeness.percentile,
    "peers.similarity": likeness.similarity,
    "peers.size_ratio": likeness.size_ratio,
    "peers.shared_strong": likeness.shared_strong,
    "peers.strong_clusters": likeness.strong_of_peer,
    "complexity.ubiquity": complexity.ubiquity,
    "complexity.product_complexity": complexity.complexity,
    "thresholds.threshold": rules.threshold,
    "thresholds.ranked": rules.ranked,
    "verdicts.grade": rules.stars,
    "verdicts.measured": rules.stars,
    "activity.location_quotient": cells.quotient,
    "activity.employment_growth": cells.growth,
    "national.employment_growth": cells.growth,
    "national.regions": cells.published_regions,
}
