"""The words of an explanation: what each input is, what it is of, and how a number that has no formula was made."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import get_language, gettext

from clusteratlas.editions import Edition
from clusteratlas.editions.queries.clusters import kinds_of_clusters
from clusteratlas.sources import TOTAL
from clusteratlas_web.explore.explained.figures import term_of
from clusteratlas_web.explore.naming import naming
from clusteratlas_web.explore.wording import TRADED, wording


def label_of(edition: Edition, name: str) -> str:
    """What a number of table and column is called, in an edition that may not tell traded clusters from local ones."""
    if name == "summary.traded_employment" and TRADED not in kinds_of_clusters(edition):
        return gettext("Jobs in clusters")
    term = term_of(name) if name not in _only_here() else None
    return term.label(get_language() or "en") if term else _only_here().get(name, name)


def _only_here() -> dict[str, str]:
    """Numbers that stand in no table."""
    return {
        "level.employment": gettext("Jobs in all regions of the level"),
        "level.jobs_in_clusters": gettext("Jobs in all clusters"),
        "nation.employment": gettext("Jobs in the nation"),
        "nation.jobs_in_clusters": gettext("Jobs in all clusters of the nation"),
        "peer.employment": gettext("Jobs in the other region"),
        "portfolio.year": gettext("Year"),
        "portfolio.strong": gettext("Strong"),
        "summary.strong_borderline": gettext("Strong, but borderline"),
        "peers.shared_strong": gettext("Strong in both"),
        "activity.employment_flag": gettext("Published"),
        "condition.value": gettext("Value"),
        "condition.holds": gettext("Holds"),
        "condition.measured": gettext("Measured"),
    }


def industry_name(edition: Edition, code: str) -> str:
    """An industry with its code; all together have none."""
    return gettext("All industries") if code == TOTAL else f"{code} {naming(edition).industry(code)}"


def of_what(edition: Edition, row: Mapping[str, Any]) -> str:
    """What a number is of, by its row's key: Plastics · Wichita, KS · 2019."""
    names, parts = naming(edition), []
    if row.get("industry"):
        parts.append(industry_name(edition, row["industry"]))
    if row.get("subcluster"):
        parts.append(str(names.subcluster(row["cluster"], row["subcluster"])))
    elif row.get("cluster"):
        parts.append(str(names.short_cluster(row["cluster"])))
    if row.get("other"):
        parts.append(str(names.short_cluster(row["other"])))
    if row.get("region"):
        parts.append(str(names.short_region(row["region"])))
    if row.get("peer"):
        parts.append(str(names.short_region(row["peer"])))
    if row.get("level") and not row.get("region"):
        parts.append(names.level(row["level"]))
    if row.get("year"):
        parts.append(str(row["year"]))
    return " · ".join(parts)


def heading_of(edition: Edition, of: str) -> str:
    """The head of the column that names the rows of a table of inputs."""
    return {
        "region": gettext("Region"),
        "cluster": gettext("Cluster"),
        "other": gettext("Cluster"),
        "peer": gettext("Region"),
        "industry": wording(edition.manifest).industry,
        "year": gettext("Year"),
        "condition": gettext("Condition"),
    }[of]


def counted_in_words(edition: Edition, of: str) -> str:
    """What a distribution runs over."""
    return {
        "region": gettext("regions"),
        "cluster": gettext("clusters"),
        "other": gettext("clusters"),
        "peer": gettext("regions"),
        "industry": gettext("occupations") if wording(edition.manifest).occupations else gettext("industries"),
    }[of]


def procedure_words(procedure: str) -> str:
    """How a number that no formula of a page's size gives was made, and what of."""
    return {
        "bounds": gettext(
            "No formula of a page’s size gives it. A part is at most its total, and a total at least the sum of its "
            "parts; each bound found tightens others, along the tree of industries and the tree of regions, until "
            "nothing moves. The cells it is about stand below; the totals above them are in the tables of the edition."
        ),
        "quotient_bounds": gettext(
            "The formula of the location quotient, with the jobs at this end of their range and the jobs of the "
            "region’s other clusters at the other end of theirs; the nation stays as it is. How far those can move "
            "follows from every cell of the region and the totals above them, which are in the tables of the edition."
        ),
        "estimated": gettext(
            "The source withholds it. What remains of published totals after their published parts is shared out over "
            "the withheld ones, within the range of each, so that all totals are met in whole numbers. The total "
            "above it and the cells beside it stand below."
        ),
        "derived": gettext(
            "The source withholds it, but it follows exactly: published totals and parts leave it one value. The "
            "total above it and the cells beside it stand below."
        ),
        "unknown": gettext(
            "Nothing published bounds it from above, so it is no more than a first guess, and is shown as not known."
        ),
        "estimate": gettext(
            "The source has no row of it that is published. It is estimated so that all published totals are met; the "
            "cells it rests on are in the tables of the edition."
        ),
        "complexity": gettext(
            "An eigenvector, which no formula of a page’s size gives. Of the matrix that says which region of the "
            "level is specialised in which industry, it is the line along which regions differ most. The matrix "
            "follows from the jobs in the table of activities; the method says how the line is found."
        ),
        "outlook": gettext(
            "It rests on the whole matrix of regions and industries: of every industry the region misses, how near it "
            "is to those it has, times how complex it is, added up and then set against the mean region. The matrix "
            "follows from the jobs in the table of activities."
        ),
        "relatedness": gettext(
            "A mean over all pairs of the two clusters’ industries, of how alike they are. How alike two industries "
            "are follows from the regions they are found in and from what is known of their trade and occupations: "
            "from the table of activities and the links that come with Cluster Atlas."
        ),
        "heterogeneity": gettext(
            "The entropy of the jobs over the parts of the cluster, year by year: its subclusters, or where it has "
            "none its industries, which are in the table of activities."
        ),
        "closeness": gettext(
            "Of all that a cluster is related to, the part that is strong in the region, each weighted by how related "
            "it is. How related clusters are in the year follows from the regions their industries are found in, from "
            "the table of activities."
        ),
        "gap": gettext(
            "How much of the way to the thresholds is done. The rule book counts stars, so there are several ways; "
            "the shortest of them counts."
        ),
        "reward": gettext(
            "What the cluster would add to how near the region is to complex clusters it lacks. It rests on the whole "
            "matrix of regions and the clusters strong in them, which is in the table of portfolios."
        ),
        "short": gettext(
            "The smallest whole number to add that makes every condition hold, with all other regions and the "
            "thresholds as they are. The page of the cluster in the region shows the conditions and tries the numbers."
        ),
        "probability": gettext(
            "What a model gives it that was fitted to earlier years of this edition: how often clusters that stood "
            "like this became strong. The model and how well it did are in the tables of the back-test."
        ),
    }[procedure]


# The tables of the edition that a procedure works on.
PROCEDURE_TABLES: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(
        ("bounds", "quotient_bounds", "estimated", "derived", "unknown", "estimate"), ("activity", "totals")
    ),
    **dict.fromkeys(("complexity", "outlook", "relatedness"), ("activity", "membership")),
    "closeness": ("relatedness", "portfolio", "activity"),
    **dict.fromkeys(("gap", "short"), ("portfolio", "thresholds")),
    "reward": ("portfolio",),
    "probability": ("opportunities", "backtest", "reliability"),
    "heterogeneity": ("portfolio", "activity", "membership"),
}
