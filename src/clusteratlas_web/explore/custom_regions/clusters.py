"""The clusters of a custom region as its page lists them: the strong ones, and all of them with their standing."""

from dataclasses import dataclass, replace

from django.http import HttpRequest
from django.utils.translation import gettext

from clusteratlas.diagnosis import small_set
from clusteratlas.editions.edition import Row
from clusteratlas.editions.queries.custom_units import units_in_clusters
from clusteratlas.editions.queries.thresholds import RANKED, thresholds
from clusteratlas_web.explore.choices import one_of
from clusteratlas_web.explore.custom_regions.address import pages
from clusteratlas_web.explore.custom_regions.reading import CustomPage
from clusteratlas_web.explore.headings import Heading, make_headings
from clusteratlas_web.explore.region.portfolio import Group
from clusteratlas_web.explore.rule_choice import class_name, line_of
from clusteratlas_web.explore.wording import kind_titles
from clusteratlas_web.foundation import numbers

ANCHOR = "clusters"
ORDERS = ("employment", "location_quotient", "employment_growth", "name")
MOST_IN = 3  # units that a strong cluster names


@dataclass(frozen=True)
class ClusterTable:
    """All clusters with jobs by kind, in the order asked for."""

    groups: list[Group]
    headings: list[Heading]

    @property
    def width(self) -> int:
        """How many columns there are, the mark's among them."""
        return len(self.headings) + 1


def strong_rows(page: CustomPage) -> list[Row]:
    """The strong clusters with their lines, the units most of their jobs are in, and the word for their class."""
    limits = thresholds(page.edition, page.asked.ranked_in, page.year, page.rules.book.name)
    codes = [row["cluster"] for row in page.strong]
    parts = units_in_clusters(page.edition, page.asked.units, codes, page.year)
    return [
        row
        | {
            "line": line_of(page.rules.book, limits.get(row["cluster"], {})),
            "class_name": class_name(page.rules.book, row["class"]),
            "most_in": _most_in(page, row, [part for (_, cluster), part in parts.items() if cluster == row["cluster"]]),
        }
        for row in page.strong
    ]


def few_ranked(page: CustomPage) -> int | None:
    """Among how few regions it is ranked at the most, where that is too few for the rule book's percentiles."""
    limits = thresholds(page.edition, page.asked.ranked_in, page.year, page.rules.book.name)
    most = max((limits.get(row["cluster"], {}).get(RANKED, 0) for row in page.traded), default=0)
    return most if small_set(page.rules.book, most) else None


def _most_in(page: CustomPage, row: Row, parts: list[Row]) -> list[Row]:
    """The units that have most of a cluster's jobs, with their share of them."""
    largest = sorted(parts, key=lambda part: (-part["employment"], part["region"]))[:MOST_IN]
    return [
        {
            "name": page.names.short_region(part["region"]),
            "address": page.to.regional(part["region"], row["cluster"], page.year),
            "share": numbers.share(part["employment"] / row["employment"]),
            "strong": bool(part["strong"]),
        }
        for part in largest
    ]


def cluster_table(request: HttpRequest, page: CustomPage) -> ClusterTable:
    """All its clusters; raises UnknownChoice for another order."""
    order, titles = one_of(request, "order", ORDERS), kind_titles()
    address = pages(page.to)["region"]
    made = [
        replace(each, address=f"{each.address}#{ANCHOR}") if each.address else each
        for each in make_headings(request, address, _headings(), order)
    ]
    kinds = {kind: [row for row in page.clusters if row["kind"] == kind] for kind in titles}
    groups = [Group(kind, title, _ordered(kinds[kind], order)) for kind, title in titles.items() if kinds[kind]]
    return ClusterTable(groups, made)


def _headings() -> list[Heading]:
    return [
        Heading("name", gettext("Cluster"), figure=False),
        Heading("employment", gettext("Jobs")),
        Heading("", gettext("Source"), figure=False, wide=True),
        Heading("", gettext("Share of jobs of its kind"), large=True),
        Heading("location_quotient", gettext("Location quotient")),
        Heading("", "", rail=True),
        Heading("", gettext("Rank by location quotient"), wide=True),
        Heading("", gettext("Percentile"), large=True),
        Heading("employment_growth", gettext("Growth"), wide=True),
    ]


def _ordered(rows: list[Row], order: str) -> list[Row]:
    """High figures first, what has no figure last; names from the first letter on."""
    if order == "name":
        return sorted(rows, key=lambda row: str(row["name"]).casefold())
    return sorted(rows, key=lambda row: (row[order] is None, -(row[order] or 0), row["cluster"]))
