"""The list of clusters: its columns, its order, its rows by kind."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import gettext

from clusteratlas.editions import Edition
from clusteratlas.editions.edition import Row
from clusteratlas.editions.queries import clusters, concentration, related
from clusteratlas_web.explore.addresses import Addresses, with_query
from clusteratlas_web.explore.choices import Chosen, one_of
from clusteratlas_web.explore.framing import addresses
from clusteratlas_web.explore.headings import Heading, make_headings
from clusteratlas_web.explore.naming import Naming, naming
from clusteratlas_web.explore.region.exact import exactly
from clusteratlas_web.explore.rule_choice import RuleChoice
from clusteratlas_web.explore.wording import LOCAL, kind_titles

ORDERS = ("position", "employment", "employment_growth", "employment_share", "strong_regions", "locational_gini")


@dataclass(frozen=True)
class ClusterList:
    """All clusters by kind, each kind in the same order."""

    groups: list[tuple[str, list[Row]]]
    headings: list[Heading]
    order: str
    has_local: bool
    knows_related: bool


def list_clusters(request: HttpRequest, edition: Edition, place: Chosen, rules: RuleChoice) -> ClusterList:
    """The clusters in the order the address asks for, strong by a rule book; raises UnknownChoice."""
    to, names, order = addresses(edition), naming(edition), one_of(request, "order", ORDERS)
    closest = related.closest(edition)
    rows = [_named(row, closest, place, rules, to, names) for row in _rows(edition, place, rules)]
    rows.sort(key=lambda row: row["position"] if order == "position" else -(row[order] or 0))
    return ClusterList(
        groups=_by_kind(rows),
        headings=make_headings(request, to.page("clusters"), _headings(bool(closest)), order),
        order=order,
        has_local=any(row["kind"] == LOCAL for row in rows),
        knows_related=bool(closest),
    )


def _rows(edition: Edition, place: Chosen, rules: RuleChoice) -> list[Row]:
    """The clusters with how concentrated each is over the regions of the level; figures are the country's."""
    gini = concentration.values(edition, "locational_gini", place.level, place.year)
    key = {"region": edition.manifest.country, "level": place.level, "year": place.year}
    listed = clusters.listed(edition, place.level, place.year, rules.book.name)
    return [row | key | _concentrated(gini.get(row["cluster"])) for row in listed]


def _concentrated(gini: float | None) -> Row:
    return {"locational_gini": gini, "gini": "" if gini is None else exactly(gini, 3)}


def _named(
    row: Row, closest: dict[str, list[Row]], place: Chosen, rules: RuleChoice, to: Addresses, names: Naming
) -> Row:
    def page(code: str) -> str:
        return with_query(to.cluster(code), level=place.level, year=place.year, rules=rules.query)

    code, nearest = row["cluster"], closest.get(row["cluster"], [])[:1]
    facts = row | {"name": names.cluster(code), "address": page(code)}
    if not nearest:
        return facts
    other = nearest[0]["other"]
    return facts | {
        "closest_name": names.cluster(other),
        "closest_short": names.short_cluster(other),
        "closest_address": page(other),
    }


def _by_kind(rows: list[Row]) -> list[tuple[str, list[Row]]]:
    groups = [(title, [row for row in rows if row["kind"] == kind]) for kind, title in kind_titles().items()]
    return [(title, found) for title, found in groups if found]


def _headings(knows_related: bool) -> list[Heading]:
    closest = [Heading("", gettext("Most related to"), figure=False, wide=True)] if knows_related else []
    return [
        Heading("position", gettext("Cluster"), figure=False),
        Heading("employment", gettext("Jobs")),
        Heading("employment_growth", gettext("Growth"), wide=True),
        Heading("employment_share", gettext("Share of jobs of its kind"), wide=True),
        Heading("strong_regions", gettext("Regions where strong")),
        Heading("locational_gini", gettext("Locational Gini"), wide=True),
        *closest,
    ]
