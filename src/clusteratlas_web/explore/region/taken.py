"""The tables of a region's page to take away: which rows and columns each has."""

from collections.abc import Callable, Sequence
from typing import Any

from django.http import HttpRequest

from clusteratlas.editions import Edition
from clusteratlas.editions.edition import Row
from clusteratlas.editions.layout import columns_of, per_head
from clusteratlas.editions.queries import life_cycle, structure
from clusteratlas.editions.queries.dynamics import shift_shares_of
from clusteratlas.errors import UnknownChoice
from clusteratlas_web.explore.amounts import money_measures
from clusteratlas_web.explore.opportunities.first import first_codes
from clusteratlas_web.explore.region import change, peers, related, strong, sureness
from clusteratlas_web.explore.region import life_cycle as stages
from clusteratlas_web.explore.region import structure as structures
from clusteratlas_web.explore.region.network import region_network
from clusteratlas_web.explore.region.profile import Profile, read_profile
from clusteratlas_web.explore.rule_choice import choose_rules
from clusteratlas_web.explore.tables import TakenTable

Content = tuple[Sequence[str], list[Row], str]  # columns, rows, the edition's table the columns are meant in

_KEYS = ("year", "region", "cluster", "kind")
_RATIOS = (
    *("employment_share", "national_share", "location_quotient", "location_quotient_low", "location_quotient_high"),
    *("location_quotient_p75", "rank_location_quotient", "rank_employment", "ranked"),
    *("employment_change", "employment_growth", "qualifying", "significant", "strong", "strong10"),
    *("strong_low", "strong_high", "robust"),
)


def taken_table(request: HttpRequest, edition: Edition, region: str, table: str) -> TakenTable:
    """A table of a region's page; raises UnknownChoice for another table, and what its page raises."""
    profile = read_profile(request, edition, region)
    known = _OF_THE_COUNTRY if profile.is_country else _TABLES
    if table not in known:
        raise UnknownChoice("table", table, list(known))
    columns, rows, meant = known[table](request, profile)
    year = profile.year
    rows = [{name: row[name] for name in columns} for row in rows]
    return TakenTable(f"{profile.names.region(region)}, {year}", f"{region}-{table}-{year}", columns, rows, meant)


def _portfolio(request: HttpRequest, profile: Profile) -> Content:
    """Keys, every measure with its range and what it is per job, ratios, classes and their certainty."""
    measures = columns_of(profile.edition.manifest.measures)
    figures = [f"{name}{end}" for name in measures for end in ("", "_low", "_high")]
    heads = [per_head(name) for name in money_measures(profile.edition)]
    return [*_KEYS, *figures, *heads, *_RATIOS], profile.clusters, "portfolio"


def _ranges(request: HttpRequest, profile: Profile) -> Content:
    return sureness.RANGE_COLUMNS, sureness.clusters_by_range(profile.clusters), "portfolio"


def _strong(request: HttpRequest, profile: Profile) -> Content:
    """What the rule book asked for says of every cluster it ranks, and how many rule books call it strong."""
    book = choose_rules(request, profile.edition, "").book
    said = ("class", "grade", "measured", "strong")
    rows = [
        row | {"rules": book.name} | {name: row["verdict"][name] for name in said}
        for row in strong.ranked_rows(profile, book)
    ]
    figures = ("employment", "employment_low", "employment_high", "location_quotient", strong.OVER_ALL)
    return (*_KEYS, "rules", *said, "strong_by", "judged_by", *figures, "employment_growth"), rows, "verdicts"


def _related(request: HttpRequest, profile: Profile) -> Content:
    marked = first_codes(profile.edition, profile.code, profile.year)
    links = region_network(profile.edition, profile.clusters, marked).links
    return ("cluster", "other", "relation", "relatedness", "percentile", "related_share"), links, "relatedness"


def _closest(request: HttpRequest, profile: Profile) -> Content:
    found = related.read_related(profile).closest
    rows = [other for row in found for other in row["others"]]
    kinds = [f"relatedness_{kind}" for kind in related.KINDS]
    columns = ("cluster", "other", "strong", "relation", "relatedness", "percentile", "related_share")
    return (*columns, *kinds), rows, "relatedness"


def _peers(request: HttpRequest, profile: Profile) -> Content:
    columns = ("year", "region", "rank", "peer", "similarity", "size_ratio", "employment", "traded_growth")
    return (*columns, "shared_strong", "strong_clusters", "strong_share"), peers.read_peers(profile).rows, "peers"


def _shift_share(request: HttpRequest, profile: Profile) -> Content:
    """Every cluster's parts in every span of the page, not rounded."""
    section = change.read_change(profile)
    starts = [span.start for span in section.spans] if section else []
    found = shift_shares_of(profile.edition, profile.code, starts, profile.year)
    rows = [_parts(profile, code, row, start) for start in starts for code, row in found[start].rows.items()]
    columns = ("year", "since", "region", "cluster", "employment_before", "employment_change")
    effects = ("national_effect", "mix_effect", "competitive_effect", "expected_change")
    return (*columns, *effects, "cluster_before", "cluster_after"), rows, "portfolio"


def _parts(profile: Profile, code: str, row: Row, start: int) -> Row:
    keys = {"year": profile.year, "since": start, "region": profile.code, "cluster": code}
    named = {"national_effect": "national", "mix_effect": "mix", "competitive_effect": "competitive"}
    counts = {"employment_before": "start", "employment_change": "change"}
    if start == profile.year - 1:  # over several years the nation's parts are of every year to the next
        counts |= {"cluster_before": "national_before", "cluster_after": "national_employment"}
    return {
        "cluster_before": None,
        "cluster_after": None,
        **keys,
        **{name: round(row[part]) for name, part in counts.items()},
        **{name: float(row[part]) for name, part in named.items()},
        "expected_change": float(row["expected"]),
    }


def _structure(request: HttpRequest, profile: Profile) -> Content:
    found = structure.places(profile.edition, profile.code, profile.level, profile.year)
    keys = {"year": profile.year, "region": profile.code}
    rows = [keys | found[name] for name in structure.MEASURES if name in found]
    return ("year", "region", "measure", "value", "rank", "ranked"), rows, "structure"


def _life_cycle(request: HttpRequest, profile: Profile) -> Content:
    found = life_cycle.stages_in_region(profile.edition, profile.code)
    columns = profile.edition.layouts["life_cycle"].schema.names
    return (
        [name for name in columns if not found or name in next(iter(found.values()))],
        list(found.values()),
        "life_cycle",
    )


_OF_THE_COUNTRY: dict[str, Callable[[HttpRequest, Profile], Any]] = {"portfolio": _portfolio, sureness.TABLE: _ranges}
_TABLES = _OF_THE_COUNTRY | {
    strong.TABLE: _strong,
    related.TABLE: _related,
    related.CLOSEST: _closest,
    peers.TABLE: _peers,
    change.TABLE: _shift_share,
    structures.TABLE: _structure,
    stages.TABLE: _life_cycle,
}
