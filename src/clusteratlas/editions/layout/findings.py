"""The tables of what follows from the figures: verdicts and thresholds, relatedness, structure, opportunities."""

from clusteratlas.editions.layout.table import COUNT, NUMBER, RATIO, SMALL, TEXT, TRUTH, Columns, TableLayout, every

_PLACE: Columns = {"year": SMALL, "region": TEXT}
_REGIONAL: Columns = _PLACE | {"cluster": TEXT}
_AT_LEVEL: Columns = {"year": SMALL, "level": TEXT}

# What each rule book says of every regional cluster that it ranks, and what it compares with.
VERDICTS = {
    "verdicts": TableLayout.of(
        "year region cluster rules",
        _REGIONAL | {"rules": TEXT, "class": TEXT} | every("grade measured", SMALL) | {"strong": TRUTH},
    ),
    "thresholds": TableLayout.of(
        "rules year level cluster condition",
        {"rules": TEXT} | _AT_LEVEL | every("cluster condition", TEXT)
        | {"ranked": COUNT, "threshold": RATIO, "instead": TEXT},
    ),
}  # fmt: skip

# Which clusters are related, and where each stands in a drawing of them all.
RELATEDNESS = {
    "relatedness": TableLayout.of(
        "cluster other",
        every("cluster other", TEXT)
        | every("relatedness percentile related_share", RATIO)
        | {"relation": TEXT}
        | every(
            "relatedness_lc_employment relatedness_lc_establishments relatedness_input_output relatedness_occupation",
            RATIO,
        ),
    ),
    "network": TableLayout.of("cluster", {"cluster": TEXT} | every("x y", RATIO)),
}

# How diverse regions are, how concentrated clusters are, and how complex industries are.
STRUCTURE = {
    "structure": TableLayout.of(
        "year region",
        _AT_LEVEL | {"region": TEXT, "diversity": NUMBER}
        | every("herfindahl krugman_specialisation unrelated_variety related_variety", RATIO)
        | every("economic_complexity complexity_outlook", RATIO) | {"rank_economic_complexity": NUMBER},
    ),
    "concentration": TableLayout.of(
        "year level cluster",
        _AT_LEVEL | {"cluster": TEXT, "regions": NUMBER}
        | every("herfindahl locational_gini hoover theil product_complexity", RATIO),
    ),
    "complexity": TableLayout.of(
        "year level industry",
        _AT_LEVEL | {"industry": TEXT, "ubiquity": NUMBER, "product_complexity": RATIO},
    ),
}  # fmt: skip

# Which regions are alike, and in which stage of its life each regional cluster is.
READINGS = {
    "peers": TableLayout.of(
        "year region rank",
        _PLACE | {"rank": NUMBER, "peer": TEXT}
        | every("similarity size_ratio", RATIO) | every("shared_strong strong_clusters", NUMBER),
    ),
    "life_cycle": TableLayout.of(
        "region cluster",
        every("region cluster level stage reason", TEXT)
        | every("first_year last_year years", SMALL)
        | every("employment quotient_earlier quotient_recent", RATIO)
        | every("trend trend_earlier trend_recent turn industry_trend regional_trend", RATIO)
        | {"parts": NUMBER}
        | every("heterogeneity_earlier heterogeneity_recent heterogeneity_change", RATIO),
    ),
}  # fmt: skip

# What regions are not strong in but near to, and whether such opportunities came true.
OPPORTUNITIES = {
    "opportunities": TableLayout.of(
        "year region cluster",
        {"year": SMALL, "level": TEXT, "region": TEXT, "cluster": TEXT, "employment": COUNT}
        | every("location_quotient score", RATIO) | every("rank candidates", NUMBER)
        | every("closeness closeness_percentile gap gap_percentile pull pull_percentile", RATIO)
        | every("reward reward_percentile", RATIO) | {"reward_kind": TEXT}
        | every("strong_clusters related_strong_clusters", NUMBER) | {"nearest_strong_cluster": TEXT}
        | every("jobs_short establishments_short", COUNT) | {"probability": RATIO},
    ),
    "prospects": TableLayout.of(
        "year region cluster",
        {"year": SMALL, "level": TEXT, "region": TEXT, "cluster": TEXT, "employment": COUNT}
        | {"location_quotient": RATIO, "strong": TRUTH} | every("presence fit fit_cut", RATIO) | {"prospect": TEXT},
    ),
    "backtest": TableLayout.of(
        "model",
        every("model features", TEXT) | every("cases entries", COUNT)
        | every("auc auc_low auc_high auc_gain auc_gain_low auc_gain_high", RATIO)
        | every("auc_far auc_far_low auc_far_high auc_equal_gap brier brier_skill", RATIO)
        | every("expected observed intercept slope", RATIO),
    ),
    "reliability": TableLayout.of(
        "model bin",
        {"model": TEXT, "bin": NUMBER} | every("cases entries", COUNT)
        | every("expected observed observed_low observed_high", RATIO),
    ),
}  # fmt: skip

FINDINGS = VERDICTS | RELATEDNESS | STRUCTURE | READINGS | OPPORTUNITIES
