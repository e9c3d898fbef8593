"""All that the page of a comparison shows, as its template takes it."""

from typing import Any

from django.utils.translation import get_language, gettext

from clusteratlas.editions.export import citation
from clusteratlas_web.explore.choices import Option
from clusteratlas_web.explore.comparing import change, clusters, headlines, likeness, movers, shared
from clusteratlas_web.explore.comparing.asked import CLUSTER, CLUSTERS, MOST, REGION, REGIONS, Asked
from clusteratlas_web.explore.comparing.checking import Door
from clusteratlas_web.explore.comparing.dots import lay_dots
from clusteratlas_web.explore.comparing.groups import NAMED, group_options
from clusteratlas_web.explore.comparing.picking import Picker, near
from clusteratlas_web.explore.comparing.pictures import charts_of
from clusteratlas_web.explore.comparing.reading import Comparison
from clusteratlas_web.explore.comparing.saying import (
    joined,
    title_of,
    what_clusters_say,
    what_stands_out,
    what_to_know,
    what_years_say,
)
from clusteratlas_web.explore.comparing.taken import PORTFOLIO, TABLES
from clusteratlas_web.explore.comparing.units import short_names
from clusteratlas_web.explore.downloads import chart_tools, table_tools
from clusteratlas_web.explore.figure import measure_names
from clusteratlas_web.explore.framing import frame
from clusteratlas_web.foundation.page import Link

_METHODS = {
    PORTFOLIO: "location-quotient",
    change.TABLE: "methods",
    likeness.LIKENESS: "methods",
    shared.TABLE: "rules",
    movers.TABLE: "rules",
    likeness.RELATED: "relatedness",
    clusters.STAGES_TABLE: "life-cycle",
}


def compare_contents(comparison: Comparison) -> dict[str, Any]:
    """The context of explore/compare.html."""
    asked, sections = comparison.asked, _SECTIONS[comparison.asked.kind](comparison)
    shared_context = {
        "frame": frame(comparison.edition, "compare"),
        "comparison": comparison,
        "asked": asked,
        "title": title_of(comparison),
        "named": joined([str(unit.name) for unit in comparison.units]),
        "heads": list(zip(comparison.units, short_names(comparison.units), strict=True)),
        "crumbs": [Link(gettext("Compare"), asked.to.page("compare")), Link(title_of(comparison), "")],
        "notes": what_to_know(comparison),
        "tools": _tools(comparison, sections.get("changes")),
        "dots": lay_dots(comparison),
        "measure_name": measure_names()[asked.measure],
        "here": asked.address(),
        "citation": citation(comparison.edition.manifest, get_language() or "en"),
        **_choosing(comparison),
    }
    return shared_context | sections


def _of_regions(comparison: Comparison) -> dict[str, Any]:
    group = comparison.group
    members = group.members[:NAMED] if group else ()
    to, year = comparison.asked.to, comparison.asked.year
    return {
        "said": what_stands_out(comparison),
        "headlines": headlines.read_headlines(comparison),
        "country": comparison.names.region(comparison.edition.manifest.country),
        "changes": change.read_changes(comparison),
        "pairs": likeness.read_likeness(comparison),
        "shared": shared.read_shared(comparison),
        "members": [Link(comparison.names.region(code), to.region(code, year)) for code in members],
        "unnamed": len(group.members) - len(members) if group else 0,
    }


def _of_clusters(comparison: Comparison) -> dict[str, Any]:
    return {
        "said": what_clusters_say(comparison),
        "headlines": clusters.read_cluster_headlines(comparison),
        "relations": likeness.read_relations(comparison),
        "stages": clusters.read_stages(comparison),
    }


def _of_region(comparison: Comparison) -> dict[str, Any]:
    found = movers.read_movers(comparison)
    return {
        "said": what_years_say(found),
        "headlines": headlines.read_headlines(comparison),
        "movers": found,
        "changes": change.read_steps(comparison),
        "pairs": likeness.read_likeness(comparison),
        "shared": shared.read_shared(comparison),
    }


def _of_cluster(comparison: Comparison) -> dict[str, Any]:
    found = movers.read_movers(comparison)
    return {
        "said": what_years_say(found),
        "headlines": clusters.read_cluster_headlines(comparison),
        "movers": found,
    }


_SECTIONS = {REGIONS: _of_regions, CLUSTERS: _of_clusters, REGION: _of_region, CLUSTER: _of_cluster}


def _choosing(comparison: Comparison) -> dict[str, Any]:
    """Every choice of the address, and where another leads."""
    asked, edition = comparison.asked, comparison.edition
    door = Door(edition, comparison.names, asked.to, asked.said)
    picker = Picker(door, asked.kind, asked.codes, asked.said)
    strong = (
        {code: str(comparison.names.cluster(code)) for code in shared.strong_in(comparison)}
        if asked.kind == REGIONS
        else {}
    )
    return {
        "picker": picker,
        "full": len(comparison.units) >= MOST,
        "near": [] if asked.of_years else near(picker, asked.year),
        "years": [] if asked.of_years else _years(comparison),
        "other_years": _other_years(comparison) if asked.of_years else [],
        "levels": _levels(comparison),
        "measures": [Option(name, label, name == asked.measure) for name, label in measure_names().items()],
        "groups": group_options(asked, strong) if asked.kind == REGIONS else [],
        "sinces": _sinces(comparison) if asked.kind == REGIONS else [],
        "kept": [(name, value) for name, value in asked.said.items() if name not in _IN_FORM],
        "home": asked.to.page("compare"),
        "suggestions": asked.to.page("compare-suggestions"),
    }


_IN_FORM = ("rules", "measure", "against", "codes", "since")


def _years(comparison: Comparison) -> list[Link]:
    asked = comparison.asked
    return [
        Link(str(year), asked.address(year=year, since=None), current=year == asked.year)
        for year in comparison.edition.years
    ]


def _other_years(comparison: Comparison) -> list[Link]:
    """The years that are not in it, each leading to the comparison that has it too."""
    asked = comparison.asked
    if len(asked.years) >= MOST:
        return []
    return [
        Link(str(year), asked.address(years=tuple(sorted((*asked.years, year)))))
        for year in comparison.edition.years
        if year not in asked.years
    ]


def _levels(comparison: Comparison) -> list[Link]:
    """The levels: of the group, or of the regions that clusters are compared over; nothing to choose for one region."""
    asked, names = comparison.asked, comparison.names
    if asked.kind == REGION:
        return []
    return [
        Link(names.level(level), asked.address(level=level, codes=None), current=level == asked.level)
        for level in comparison.edition.manifest.levels
    ]


def _sinces(comparison: Comparison) -> list[Option]:
    asked = comparison.asked
    before = [year for year in comparison.edition.years if year < asked.year]
    return [Option(str(year), str(year), year == asked.since) for year in reversed(before)]


def _tools(comparison: Comparison, changes: change.Changes | None) -> dict[str, tuple[Link, ...]]:
    """What can be taken away from each section, by table: its rows, and its chart where it has one."""
    asked = comparison.asked
    about = asked.to.page("edition")
    found = {
        _name(table): table_tools(
            asked.file("compare-table", table=table), f"{about}#{_METHODS.get(table, 'methods')}", **asked.said
        )
        for table in TABLES[asked.kind]
    }
    for chart in charts_of(asked.kind):
        if chart != change.TABLE or (changes and changes.lines):
            rows, drawn = found[_name(chart)], chart_tools(asked.file("compare-chart", chart=chart), **asked.said)
            found[_name(chart)] = (*rows[:-1], *drawn, rows[-1])
    return found


def _name(table: str) -> str:
    return table.replace("-", "_")


def workbook_address(asked: Asked) -> str:
    """The file of the figures side by side, which the button of the page takes away."""
    return table_tools(asked.file("compare-table", table=PORTFOLIO), **asked.said)[1].address
