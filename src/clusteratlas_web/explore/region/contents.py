"""All that the profile page of a region shows, as its template takes it."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext

from clusteratlas.charts import LEAST_EMPLOYMENT, drawable
from clusteratlas.editions.queries.regions import counts_by_level
from clusteratlas_web.explore.addresses import with_query
from clusteratlas_web.explore.briefs.contents import brief_link
from clusteratlas_web.explore.computed import computed_quotient
from clusteratlas_web.explore.counties import list_counties
from clusteratlas_web.explore.framing import frame
from clusteratlas_web.explore.levels import year_links
from clusteratlas_web.explore.opportunities.section import region_opportunities
from clusteratlas_web.explore.pictures import charts_of, page_pictures
from clusteratlas_web.explore.quadrants import lay_quadrants
from clusteratlas_web.explore.region.change import read_change
from clusteratlas_web.explore.region.life_cycle import read_life_cycles
from clusteratlas_web.explore.region.peers import read_peers
from clusteratlas_web.explore.region.portfolio import largest_traded, lay_portfolio
from clusteratlas_web.explore.region.profile import Profile
from clusteratlas_web.explore.region.related import read_related
from clusteratlas_web.explore.region.strong import read_strong
from clusteratlas_web.explore.region.structure import read_structure
from clusteratlas_web.explore.region.sureness import ANCHOR, read_sureness
from clusteratlas_web.explore.region.tiles import quality_badge, region_tiles, tiles_in_a_row
from clusteratlas_web.explore.region.tools import section_tools
from clusteratlas_web.explore.rule_choice import RuleChoice, choose_rules
from clusteratlas_web.explore.scales import SCALES
from clusteratlas_web.explore.wording import wording
from clusteratlas_web.foundation import numbers
from clusteratlas_web.foundation.page import Link

LARGEST = 14  # traded clusters beside the country's treemap


def region_contents(request: HttpRequest, profile: Profile) -> dict[str, Any]:
    """The context of explore/region.html."""
    rules = choose_rules(request, profile.edition, f"{profile.to.page('edition')}#rules")
    title = {
        "frame": frame(profile.edition, "regions"),
        "profile": profile,
        "name": profile.names.region(profile.code),
        "name_is_own": not profile.names.has_region_name(profile.code),
        "crumbs": _crumbs(profile),
        "compare": "" if profile.is_country else with_query(profile.to.page("compare"), pick=profile.code),
        "counties": list_counties(profile.region["counties"] or ""),
        "levels": _levels(profile),
        "years": year_links(request, profile.edition, profile.to.region(profile.code), profile.year),
        "sure_anchor": ANCHOR,
        "badge": quality_badge(profile.now) if profile.now else "",
        "words": wording(profile.edition.manifest),
        "brief": _brief(profile, rules),
    }
    if not profile.now:
        return title
    figures = title | _figures(request, profile, rules)
    return figures if profile.is_country else figures | _findings(request, profile, rules)


def _brief(profile: Profile, rules: RuleChoice) -> str:
    """The address of its brief, in the same year and by the same rule book; the country has none."""
    if profile.is_country or not profile.now:
        return ""
    year = profile.year if profile.year != profile.edition.manifest.latest_year else None
    return brief_link(profile.edition, "region", profile.code, year=year, rules=rules.query)


def _figures(request: HttpRequest, profile: Profile, rules: RuleChoice) -> dict[str, Any]:
    drawn = drawable(profile.clusters)
    table, tiles = lay_portfolio(request, profile), region_tiles(profile)
    return {
        "tiles": tiles,
        "in_a_row": tiles_in_a_row(tiles),
        "classes": legend_classes("employment_growth" if profile.is_country else "location_quotient"),
        "quadrants": lay_quadrants(drawn),
        "left_out": len(profile.traded) - len(drawn),
        "least": LEAST_EMPLOYMENT,
        "table": table,
        "largest": largest_traded(table)[:LARGEST] if profile.is_country else [],
        "sure": read_sureness(profile),
        "tools": section_tools(profile, rules.book),
        "pictures": _pictures(profile, {"portfolio": len(profile.traded), "growth": len(drawn)}),
    }


def _findings(request: HttpRequest, profile: Profile, rules: RuleChoice) -> dict[str, Any]:
    """What a country does not have: strong clusters and what rests on them, and a nation and peers to be held to."""
    opportunities = region_opportunities(profile.edition, profile.code, profile.year)
    related = read_related(profile, opportunities.codes if opportunities else ())
    strong = read_strong(request, profile, rules)
    return {
        "strong": strong,
        "form_address": profile.to.region(profile.code),
        "computed": computed_quotient(profile) if rules.is_first else None,
        "opportunities": opportunities,
        "related": related,
        "network": _pictures(profile, {"related": len(related.network.clusters)}).get("related"),
        "change": read_change(profile),
        "structure": read_structure(profile),
        "peers": read_peers(profile),
        "life": read_life_cycles(profile),
    }


def _pictures(profile: Profile, amounts: dict[str, int]) -> dict[str, Any]:
    """The charts there is something to draw in."""
    drawn = charts_of(profile.edition, profile.code)
    return {
        chart: page_pictures(profile.edition, profile.code, profile.year, chart)
        for chart, amount in amounts.items()
        if amount and chart in drawn
    }


def legend_classes(measure: str) -> list[dict[str, str]]:
    """The classes of a treemap's colours: their style class and the range of each in words."""
    scale = SCALES[measure]
    bounds = [scale.write_bound(bound) for bound in scale.bounds]
    ends = [*bounds[1:], ""]
    last = len(bounds) - 1
    return [
        {"colour": colour, "label": _range(start, end, at == 0, at == last)}
        for at, (colour, start, end) in enumerate(zip(scale.colours, bounds, ends, strict=True))
    ]


def _range(start: str, end: str, first: bool, last: bool) -> str:
    if first:
        return gettext("under %(bound)s") % {"bound": end}
    if last:
        return gettext("%(bound)s and more") % {"bound": start}
    return gettext("%(low)s to %(high)s") % {"low": start, "high": end}


def _crumbs(profile: Profile) -> list[Link]:
    listed = profile.to.page("regions")
    level = Link(profile.names.level(profile.level), with_query(listed, level=profile.level))
    between = [] if profile.is_country else [level, *_above(profile)]
    return [Link(gettext("Regions"), listed), *between, Link(profile.names.region(profile.code), "")]


def _above(profile: Profile) -> list[Link]:
    """The region it lies in, where that is not the country."""
    parent = profile.region["parent"]
    if not parent or parent == profile.edition.manifest.country:
        return []
    return [Link(profile.names.region(parent), profile.to.region(parent))]


def _levels(profile: Profile) -> list[Link]:
    """For the country: how many regions of each level it is made of."""
    if not profile.is_country:
        return []
    listed, counts = profile.to.page("regions"), counts_by_level(profile.edition)
    return [
        Link(f"{numbers.count(counts[level])} {profile.names.level_in_text(level)}", with_query(listed, level=level))
        for level in profile.edition.manifest.levels
    ]
