"""The shapes of rows of an edition, by what is asked."""

from clusteratlas.editions.layout import CLASSES
from clusteratlas.tables import MEASURES
from clusteratlas_web.api.columns import Shape, amounts, edition_shape, per_heads, table_shape
from clusteratlas_web.explore.opportunities.taken import SCORED
from clusteratlas_web.explore.region.sureness import RANGE_COLUMNS

_RANGES = amounts("_low", "_high")
_FIGURES = [f"{name}{end}" for name in MEASURES for end in ("", "_low", "_high", "_flag")]
_QUOTIENT = ("location_quotient", "location_quotient_low", "location_quotient_high")
_CERTAINTY = ("strong", "strong_low", "strong_high", "robust")
_SIMILARITIES = tuple(
    f"relatedness_{kind}" for kind in ("lc_employment", "lc_establishments", "input_output", "occupation")
)
_RELATED = ("relatedness", "percentile", "related_share", "relation")
_CHANGE = (
    *("national_effect", "mix_effect", "competitive_effect", "expected_change"),
    *("cluster_before", "cluster_after"),
)

REGIONS = edition_shape(
    "RegionInList",
    "summary",
    (
        *("region", "level", "states", "has_boundary", "employment", "establishments", "traded_employment"),
        *("employment_growth", "strong_borderline", "largest_cluster", "largest_share", "strong_clusters"),
        *("strong_share", "diversity", "herfindahl", "economic_complexity", "coverage", "known_share", "grade"),
    ),
    "region level",
)
SUMMARY = table_shape("Headlines", "summary")
QUALITY = table_shape("Quality", "quality")
PORTFOLIO = edition_shape(
    "ClusterInPortfolio",
    "portfolio",
    (
        *("year", "region", "cluster", "kind", *_RANGES, *per_heads(), "employment_share", "national_share"),
        *(*_QUOTIENT, "location_quotient_p75", "rank_location_quotient", "rank_employment", "ranked"),
        *("employment_change", "employment_growth", *CLASSES, *_CERTAINTY),
    ),
    "year region cluster kind",
)
RANGES = edition_shape("RangeOfCluster", "portfolio", RANGE_COLUMNS, "year region cluster kind")
STRONG = edition_shape(
    "StrongCluster",
    "verdicts",
    (
        *("year", "region", "cluster", "kind", "rules", "class", "grade", "measured", "strong", "strong_by"),
        *("judged_by", "employment", "employment_low", "employment_high", "location_quotient"),
        *("location_quotient_all", "employment_growth"),
    ),
    "year region cluster rules",
)
VERDICTS = table_shape("Verdict", "verdicts")
NETWORK = edition_shape("RelatedPair", "relatedness", ("cluster", "other", *_RELATED), "cluster other")
CLOSEST = edition_shape(
    "ClosestCluster", "relatedness", ("cluster", "other", "strong", *_RELATED, *_SIMILARITIES), "cluster other"
)
PEERS = edition_shape(
    "Peer",
    "peers",
    (
        *("year", "region", "rank", "peer", "similarity", "size_ratio", "employment", "traded_growth"),
        *("shared_strong", "strong_clusters", "strong_share"),
    ),
    "year region rank peer",
)
SHIFT_SHARE = edition_shape(
    "ChangeSince",
    "portfolio",
    ("year", "since", "region", "cluster", "employment_before", "employment_change", *_CHANGE),
    "year since region cluster",
)
STRUCTURE = edition_shape(
    "StructureMeasure", "structure", ("year", "region", "measure", "value", "rank", "ranked"), "year region measure"
)
LIFE_CYCLE = table_shape("LifeCycle", "life_cycle")
OPPORTUNITIES = edition_shape("Opportunity", "opportunities", SCORED, "year region cluster")
PROSPECTS = edition_shape(
    "Prospect",
    "prospects",
    (
        *("year", "region", "cluster", "employment", "location_quotient", "strong", "robust"),
        *("presence", "fit", "fit_cut", "prospect"),
    ),
    "year region cluster",
)
CLUSTERS = edition_shape(
    "ClusterInList",
    "portfolio",
    (
        *("cluster", "kind", "position", "employment", "employment_low", "employment_high", "establishments"),
        *("employment_share", "employment_growth", "strong_regions", "threshold_regions", "locational_gini"),
    ),
    "cluster kind",
)
CLUSTER_REGIONS = edition_shape(
    "RegionOfCluster",
    "portfolio",
    (
        *("region", *_QUOTIENT, "rank_location_quotient", "ranked", *_RANGES, *per_heads(), "employment_share"),
        *("national_share", "employment_change", "employment_growth", *CLASSES, *_CERTAINTY, "rules", "class"),
    ),
    "region rules",
)
CLUSTER_YEARS = edition_shape(
    "ClusterYear",
    "portfolio",
    ("year", "employment", "establishments", "employment_share", "employment_change", "employment_growth"),
    "year",
)
MEMBERS = table_shape("Member", "membership")
SUBCLUSTERS = edition_shape(
    "Subcluster",
    "portfolio",
    ("cluster", "subcluster", "employment", "establishments", "employment_share", "employment_growth"),
    "cluster subcluster",
)
CLUSTER_INDUSTRIES = edition_shape(
    "IndustryOfCluster",
    "national",
    ("industry", "cluster", "subcluster", "employment", "establishments", "employment_growth"),
    "industry cluster",
)
BOOK_COUNTS = edition_shape(
    "RuleBookCount",
    "verdicts",
    ("year", "level", "cluster", "rules", "class", "strong", "regions"),
    "year cluster rules",
)
RELATED = edition_shape(
    "RelatedCluster", "relatedness", ("cluster", "other", "other_name", *_RELATED, *_SIMILARITIES), "cluster other"
)
CONCENTRATION = table_shape("Concentration", "concentration")
CROSSED = edition_shape(
    "Crossing",
    "portfolio",
    (
        *("year", "region", "cluster", "rules", "crossing", "cause", "employment_before", "employment"),
        *("location_quotient_before", "location_quotient"),
    ),
    "year region cluster rules",
)
REGIONAL = table_shape("RegionalCluster", "portfolio", "subcluster")
CONDITIONS = edition_shape(
    "Condition",
    "thresholds",
    (
        *("year", "region", "cluster", "rules", "condition", "compared", "operator", "threshold"),
        *("figure_compared", "passes", "ranked"),
    ),
    "year region cluster rules condition",
)
BOOKS = edition_shape(
    "RuleBookVerdict",
    "verdicts",
    ("year", "region", "cluster", "rules", "class", "grade", "measured", "strong", "robust"),
    "year region cluster rules",
)
REGIONAL_INDUSTRIES = edition_shape(
    "IndustryInRegion",
    "portfolio",
    (
        *("region", "cluster", "subcluster", "industry", *_FIGURES, "location_quotient", "employment_growth"),
        *("national_employment", "national_establishments"),
    ),
    "region cluster industry",
)
REGIONAL_SUBCLUSTERS = edition_shape(
    "SubclusterInRegion",
    "portfolio",
    (
        *("region", "cluster", "subcluster", *_RANGES, "employment_share", "national_share", "location_quotient"),
        *("rank_location_quotient", "ranked", "employment_growth"),
    ),
    "region cluster subcluster",
)
RELATED_HERE = edition_shape(
    "RelatedHere",
    "relatedness",
    ("cluster", "other", *_RELATED, "region", "employment", "location_quotient", "strong"),
    "cluster other",
)
CHANGES = edition_shape(
    "YearlyChange",
    "portfolio",
    (
        *("year", "region", "cluster", "employment_before", "employment", "cluster_before", "cluster_after"),
        *("total_before", "total_after", "employment_change", *_CHANGE[:4]),
    ),
    "year region cluster",
)
INDUSTRIES = table_shape("Industry", "industries")
INDUSTRY_YEARS = edition_shape("IndustryYear", "national", ("year", "employment", "establishments"), "year")
INDUSTRY_REGIONS = edition_shape(
    "RegionOfIndustry",
    "activity",
    (
        *("region", "level", "employment", "employment_low", "employment_high", "employment_flag"),
        "establishments",
    ),
    "region level",
)
THRESHOLDS = table_shape("Threshold", "thresholds")
BACKTEST = table_shape("BackTest", "backtest")
RELIABILITY = table_shape("Reliability", "reliability")


def whole_table(name: str) -> Shape:
    """The shape of a whole table."""
    return table_shape(f"Table-{name}", name)
