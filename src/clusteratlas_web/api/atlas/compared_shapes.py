"""The shapes of rows of a comparison, of a custom region, of a chain and of a draft of a definition."""

from clusteratlas_web.api.columns import amounts, edition_shape, per_heads

_CHANGE = (
    *("employment_before", "national_effect", "mix_effect", "competitive_effect", "employment_change"),
    "expected_change",
)
_GROUP = ("group_low", "group_median", "group_high", "group_known")

SIDE_BY_SIDE = edition_shape(
    "SideBySide",
    "portfolio",
    (
        *("year", "level", "region", "cluster", "kind", "employment", "employment_share", "location_quotient"),
        *("employment_growth", "rules", "class", "strong", "measure", *_GROUP),
    ),
    "year level region cluster kind rules",
)
HEADLINES = edition_shape(
    "ComparedHeadlines",
    "summary",
    (
        *("year", "level", "region", "cluster", "rules", "employment", "traded_employment", "traded_share"),
        *("traded_growth", "employment_share", "employment_growth", "establishments", *per_heads()),
        *("level_employment", "regions", "strong_regions", "half_regions", "strong_clusters", "strong_robust"),
        *("strong_share", "herfindahl", "known_share", "locational_gini", "hoover", "theil"),
    ),
    "year level",
)
GROUP = edition_shape("GroupSpread", "portfolio", ("year", "measure", *_GROUP), "year measure")
MEMBERS = edition_shape("GroupMember", "portfolio", ("year", "level", "region"), "year level region")
CHANGE = edition_shape("ComparedChange", "portfolio", ("year", "since", "region", *_CHANGE), "year since region")
CHANGE_BY_CLUSTER = edition_shape(
    "ComparedChangeOfCluster",
    "portfolio",
    ("year", "since", "region", "cluster", *_CHANGE),
    "year since region cluster",
)
LIKENESS = edition_shape(
    "Likeness", "portfolio", ("year", "since", "region", "peer", "similarity", "shared_strong"), "shared_strong"
)
STRONG = edition_shape(
    "ComparedStrong",
    "verdicts",
    ("year", "region", "cluster", "rules", "class", "strong", "employment", "location_quotient"),
    "year region cluster rules",
)
RELATED = edition_shape(
    "ComparedRelated",
    "relatedness",
    ("cluster", "other", "relatedness", "percentile", "related_share", "relation"),
    "cluster other",
)
STAGES = edition_shape("StageCount", "portfolio", ("level", "cluster", "stage", "regions"), "level cluster regions")
MOVERS = edition_shape(
    "Mover",
    "portfolio",
    (
        *("year", "since", "region", "cluster", "employment_before", "employment_change", "employment_growth"),
        *("contribution", "location_quotient_before", "location_quotient", "rank_change", "crossing"),
    ),
    "year since region cluster",
)
CUSTOM_PORTFOLIO = edition_shape(
    "ClusterOfCustomRegion",
    "portfolio",
    (
        *("year", "level", "cluster", "kind", *amounts("_low", "_high"), *per_heads(), "employment_share"),
        *("national_share", "location_quotient", "location_quotient_low", "location_quotient_high"),
        *("location_quotient_p75", "rank_location_quotient", "percentile_location_quotient", "rank_employment"),
        *("percentile_employment", "ranked", "employment_change", "employment_growth", "strong", "strong_low"),
        *("strong_high", "robust"),
    ),
    "year level cluster kind",
)
CUSTOM_UNITS = edition_shape(
    "UnitOfCustomRegion",
    "summary",
    (
        *("year", "region", "level", "employment", "traded_employment", "local_employment", "employment_growth"),
        *("traded_growth", "strong_clusters", "strong_share", "largest_cluster", "largest_share", "known_share"),
        "grade",
    ),
    "year region level",
)
CUSTOM_VERDICTS = edition_shape(
    "VerdictOnCustomRegion",
    "verdicts",
    ("year", "level", "cluster", "kind", "rules", "class", "strong", "robust", "employment", "location_quotient"),
    "year level cluster kind rules",
)
CHAIN = edition_shape(
    "ChainPartner",
    "portfolio",
    (
        *("year", "region", "chain_side", "cluster", "flow", "flow_share", "employment", "location_quotient"),
        *("standing", "nearest_strong"),
    ),
    "year region chain_side cluster",
)
