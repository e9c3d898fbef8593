"""The list of regions: its columns, its choice of state, its rows."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils.translation import get_language, gettext

from clusteratlas.editions import Edition
from clusteratlas.editions.edition import Row
from clusteratlas.editions.queries import regions
from clusteratlas.editions.queries.clusters import kinds_of_clusters
from clusteratlas.glossary import column_term
from clusteratlas_web.explore.addresses import Addresses, with_query
from clusteratlas_web.explore.choices import Chosen, Option, one_of
from clusteratlas_web.explore.headings import Heading, make_headings
from clusteratlas_web.explore.naming import Naming
from clusteratlas_web.explore.region.exact import exactly
from clusteratlas_web.explore.rule_choice import RuleChoice, choose_rules
from clusteratlas_web.explore.upper_regions import upper_options, upper_words
from clusteratlas_web.foundation.pagination import Pages, lay_pages

ROWS = 50


@dataclass(frozen=True)
class RegionList:
    """One page of the regions of a level."""

    rows: list[Row]
    pages: Pages
    headings: list[Heading]
    tells_traded: bool
    order: str
    states: list[Option]
    state_words: tuple[str, str]
    rules: RuleChoice


def list_regions(request: HttpRequest, edition: Edition, place: Chosen, to: Addresses, names: Naming) -> RegionList:
    """The regions that the address asks for; raises UnknownChoice for another state or order."""
    states = regions.states(edition, place.level)
    state, order = one_of(request, "state", ["", *states]), one_of(request, "order", regions.LIST_ORDERS)
    pages = lay_pages(regions.listed_count(edition, place.level, state), ROWS, request.GET)
    rules = choose_rules(request, edition, f"{to.page('edition')}#rules")
    rows = regions.listed(edition, place.level, place.year, order, state, ROWS, pages.start, rules.book.name)
    return RegionList(
        rows=[_named(row, place.year, rules, to, names) for row in rows],
        pages=pages,
        headings=make_headings(request, to.page("regions"), _headings(_has_local(edition)), order),
        tells_traded=_has_local(edition),
        order=order,
        states=upper_options(edition, states, state, names),
        state_words=upper_words(edition),
        rules=rules,
    )


def _named(row: Row, year: int, rules: RuleChoice, to: Addresses, names: Naming) -> Row:
    code, largest = row["region"], row["largest_cluster"]
    facts = {
        "year": year,
        "name": names.region(code),
        "address": with_query(to.region(code), year=year, rules=rules.query),
        "concentrated": _index(row["herfindahl"]),
        "complex": _index(row["economic_complexity"]),
    }
    if largest is None:
        return row | facts
    cluster = {
        "cluster_name": names.cluster(largest),
        "cluster_short": names.short_cluster(largest),
        "cluster_address": to.regional(code, largest, year),
    }
    return row | facts | cluster


def _index(value: float | None) -> str:
    return "" if value is None else exactly(value, 3)


def _has_local(edition: Edition) -> bool:
    """Whether the definition tells traded clusters from local ones."""
    return "local" in kinds_of_clusters(edition)


def _headings(tells_traded: bool) -> list[Heading]:
    traded = [Heading("traded", gettext("Traded jobs"), wide=True)] if tells_traded else []
    strong_share, largest, share = (
        (
            gettext("Traded jobs in strong clusters"),
            gettext("Largest traded cluster"),
            gettext("Its share of traded jobs"),
        )
        if tells_traded
        else (gettext("Jobs in strong clusters"), gettext("Largest cluster"), gettext("Its share of jobs"))
    )
    return [
        Heading("name", gettext("Region"), figure=False),
        Heading("employment", gettext("Jobs")),
        Heading("growth", gettext("Growth"), wide=True),
        *traded,
        Heading("strong", gettext("Strong clusters")),
        Heading("strong_share", strong_share, wide=True),
        Heading("diversity", _term("diversity"), wide=True),
        Heading("herfindahl", _term("herfindahl"), large=True),
        Heading("complexity", _term("economic_complexity"), wide=True),
        Heading("", largest, figure=False, large=True),
        Heading("largest_share", share, large=True),
        Heading("known", gettext("Jobs known exactly"), large=True),
    ]


def _term(name: str) -> str:
    return column_term(name).label(get_language() or "en")
