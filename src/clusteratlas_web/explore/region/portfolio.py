"""The table of all clusters of a region: its order, its groups, its heads."""

from dataclasses import dataclass, replace

from django.http import HttpRequest
from django.utils.translation import gettext

from clusteratlas.editions.edition import Row
from clusteratlas.editions.layout import per_head
from clusteratlas.editions.queries.clusters import kinds_of_clusters
from clusteratlas.editions.queries.strong_counts import strong_regions
from clusteratlas_web.explore.amounts import measure_label, money_measures, per_head_label
from clusteratlas_web.explore.choices import one_of
from clusteratlas_web.explore.headings import Heading, make_headings
from clusteratlas_web.explore.region.profile import Profile
from clusteratlas_web.explore.wording import LOCAL, kind_titles

ANCHOR = "clusters"
_ORDERS = ("employment", "location_quotient", "employment_growth")
_COUNTRY_ORDERS = ("employment", "employment_growth", "strong_regions")


@dataclass(frozen=True)
class Group:
    """The clusters of a kind, in the order asked for."""

    kind: str
    title: str
    rows: list[Row]

    @property
    def employment(self) -> int:
        """Jobs in them together."""
        return sum(row["employment"] for row in self.rows)


@dataclass(frozen=True)
class PortfolioTable:
    """All clusters of a region with jobs, traded ones first; `absent` is how many that are not local have none."""

    groups: list[Group]
    headings: list[Heading]
    absent: int
    marked: bool  # whether a mark says which are strong

    @property
    def width(self) -> int:
        """How many columns there are."""
        return len(self.headings) + self.marked


def lay_portfolio(request: HttpRequest, profile: Profile) -> PortfolioTable:
    """The table that the address asks for; raises UnknownChoice for another order."""
    order = one_of(request, "order", _orders(profile))
    titles = kind_titles()
    every = _with_strong_regions(profile, [row for row in profile.clusters if row["employment"]])
    rows = {kind: [row for row in every if row["kind"] == kind] for kind in titles}
    made = make_headings(request, profile.to.region(profile.code), _headings(profile), order)
    defined = kinds_of_clusters(profile.edition)
    return PortfolioTable(
        groups=[Group(kind, title, _ordered(rows[kind], order)) for kind, title in titles.items() if rows[kind]],
        headings=[replace(each, address=f"{each.address}#{ANCHOR}") if each.address else each for each in made],
        absent=sum(count - len(rows[kind]) for kind, count in defined.items() if kind != LOCAL),
        marked=not profile.is_country,
    )


def _orders(profile: Profile) -> list[str]:
    per_job = [per_head(name) for name in money_measures(profile.edition)]
    return [*(_COUNTRY_ORDERS if profile.is_country else _ORDERS), *per_job, "name"]


def largest_traded(table: PortfolioTable) -> list[Row]:
    """Its clusters that are not local, largest first, whatever the order asked for."""
    traded = [row for group in table.groups if group.kind != LOCAL for row in group.rows]
    return _ordered(traded, "employment")


def _ordered(rows: list[Row], order: str) -> list[Row]:
    """High figures first, what has no figure last; names from the first letter on."""
    if order == "name":
        return sorted(rows, key=lambda row: str(row["name"]).casefold())
    return sorted(rows, key=lambda row: (row[order] is None, -(row[order] or 0), row["cluster"]))


def _with_strong_regions(profile: Profile, rows: list[Row]) -> list[Row]:
    """For the country: in how many regions each cluster is strong."""
    if not profile.is_country:
        return rows
    strong = strong_regions(profile.edition, profile.level, profile.year)
    return [row | {"strong_regions": strong.get(row["cluster"], 0)} for row in rows]


def _headings(profile: Profile) -> list[Heading]:
    jobs = [
        Heading("name", gettext("Cluster"), figure=False),
        Heading("employment", gettext("Jobs")),
        Heading("", gettext("Source"), figure=False, wide=True),
        Heading("", gettext("Share of jobs of its kind"), large=True),
    ]
    figures = _country_figures() if profile.is_country else _region_figures()
    return [*jobs, *figures, *_money(profile)]


def _region_figures() -> list[Heading]:
    return [
        Heading("location_quotient", gettext("Location quotient")),
        Heading("", "", rail=True),
        Heading("", gettext("Rank by location quotient"), large=True),
        Heading("employment_growth", gettext("Growth"), wide=True),
    ]


def _country_figures() -> list[Heading]:
    return [
        Heading("employment_growth", gettext("Growth"), wide=True),
        Heading("strong_regions", gettext("Regions where strong")),
    ]


def _money(profile: Profile) -> list[Heading]:
    """Two columns for each measure that is money: the amount, and the amount per job."""
    return [
        heading
        for name in money_measures(profile.edition)
        for heading in (
            Heading("", measure_label(name), large=True),
            Heading(per_head(name), per_head_label(name), wide=True),
        )
    ]
