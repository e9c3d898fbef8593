"""Tables of a draft of a definition: the clusters it changes, where jobs change theirs, industries of clusters."""

from django.utils.translation import gettext_noop as said

from clusteratlas_web.api.answering import Rows
from clusteratlas_web.api.asked import Asked, edition_rows
from clusteratlas_web.api.atlas.draft_asked import CLUSTER, SEEN, TITLE, check_open, shown_draft
from clusteratlas_web.api.atlas.subjects import DRAFTS
from clusteratlas_web.api.columns import COUNT, LIST, RATIO, TEXT, TRUTH, Column, own_shape
from clusteratlas_web.api.parameters import text
from clusteratlas_web.explore.definitions.foreseen import impact_of, members_of
from clusteratlas_web.explore.definitions.shaped import dissolved_rows

_CHANGED = own_shape(
    "ClusterOfDraft",
    (
        CLUSTER,
        TITLE,
        Column("employment_before", COUNT, "Its jobs in the country, as the edition has it.", is_key=True),
        Column("employment_after", COUNT, "Its jobs as the draft would have it.", is_key=True),
        Column("industries_before", COUNT, "How many industries it has.", is_key=True),
        Column("industries_after", COUNT, "How many it would have.", is_key=True),
        Column("strong_before", COUNT, "In how many regions of the level it is strong.", is_key=True),
        Column("strong_after", COUNT, "In how many it would be.", is_key=True),
        Column("gained", LIST, "The regions in which it would become strong.", is_key=True),
        Column("lost", LIST, "The regions in which it would be strong no more.", is_key=True),
    ),
    is_named=True,
)
_MOVED = own_shape(
    "QuotientOfDraft",
    (
        Column("region", TEXT, "The code of the region.", is_key=True),
        CLUSTER,
        TITLE,
        Column("employment_change", COUNT, "How many jobs the cluster would have more there.", is_key=True),
        Column("employment_before", COUNT, "Its jobs there.", is_key=True),
        Column("employment_after", COUNT, "Those it would have.", is_key=True),
        Column("location_quotient_before", RATIO, "Its location quotient there."),
        Column("location_quotient_after", RATIO, "The one it would have."),
        Column("strong_before", TRUTH, "Whether the first rule book calls it strong there."),
        Column("strong_after", TRUTH, "Whether it would."),
    ),
    is_named=True,
)
_INDUSTRY = Column("industry", TEXT, "The code of the industry.", is_key=True)
_MEMBERS = own_shape(
    "MemberOfDraft",
    (_INDUSTRY, Column("employment", COUNT, "Its jobs in the country; empty where it has no cells of its own.")),
    is_named=True,
)
_LEAVING = own_shape(
    "IndustryOfDissolvedCluster",
    (
        _INDUSTRY,
        Column("employment", COUNT, "Its jobs in the country.", is_key=True),
        Column("cluster", TEXT, "The code of the dissolved cluster it stands in.", is_key=True),
        Column("cluster_after", TEXT, "The code of the cluster it goes to; empty where it goes to none."),
        Column("title_after", TEXT, "What the draft calls that, in the language asked for."),
    ),
    is_named=True,
)


@edition_rows("/draft/clusters", said("Clusters that a draft changes"), DRAFTS, _CHANGED, *SEEN)
def draft_clusters(asked: Asked) -> Rows:
    """The clusters that a draft changes: jobs, industries and strong regions, before and after."""
    shown = shown_draft(asked)
    facts = ("cluster", "employment_before", "employment_after", "industries_before", "industries_after")
    rows = [
        {name: getattr(each, name) for name in (*facts, "gained", "lost")}
        | {"title": shown.title(each.cluster)}
        | {"strong_before": len(each.strong_before), "strong_after": len(each.strong_after)}
        for each in impact_of(shown).clusters
        if each.changes
    ]
    return Rows(_CHANGED, rows)


@edition_rows("/draft/quotients", said("Where jobs change their cluster"), DRAFTS, _MOVED, *SEEN)
def draft_quotients(asked: Asked) -> Rows:
    """The regional clusters whose jobs a draft would move most, with their location quotients before and after."""
    shown = shown_draft(asked)
    names = ("employment", "location_quotient", "strong")
    rows = [
        {"region": row["region"], "cluster": row["cluster"], "title": shown.title(row["cluster"])}
        | {"employment_change": row["change"]}
        | {f"{name}_{when}": row[when][name] for name in names for when in ("before", "after")}
        for row in impact_of(shown).quotients
    ]
    return Rows(_MOVED, rows)


_OPEN = text("open", "The cluster whose industries are listed.", "automotive", must=True)


@edition_rows("/draft/members", said("Industries of a cluster of a draft"), DRAFTS, _MEMBERS, *SEEN, _OPEN)
def draft_members(asked: Asked) -> Rows:
    """The industries that a cluster of a draft would have, the one with most jobs first."""
    shown = shown_draft(asked)
    return Rows(_MEMBERS, members_of(shown, check_open(shown, asked["open"])))


@edition_rows("/draft/dissolved", said("Industries of clusters that a draft dissolves"), DRAFTS, _LEAVING, *SEEN)
def draft_dissolved(asked: Asked) -> Rows:
    """The industries of the clusters that a draft dissolves, with the cluster that each goes to."""
    rows = [
        {"industry": row["industry"], "employment": row["employment"], "cluster": gone["cluster"]}
        | {"cluster_after": row["cluster"] or None, "title_after": row["to"] or None}
        for gone in dissolved_rows(shown_draft(asked))
        for row in gone["rows"]
    ]
    return Rows(_LEAVING, rows)
