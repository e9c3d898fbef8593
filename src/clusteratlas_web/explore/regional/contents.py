"""All that the page of a cluster in a region shows, as its template takes it."""

from typing import Any

from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from clusteratlas.diagnosis import SMALL_RANKED_SET
from clusteratlas.diagnosis import load as load_rule_book
from clusteratlas_web.explore.amounts import measure_label, money_measures, per_head_label
from clusteratlas_web.explore.downloads import chart_tools, table_tools
from clusteratlas_web.explore.framing import frame
from clusteratlas_web.explore.levels import year_links
from clusteratlas_web.explore.region_sureness import ANCHOR
from clusteratlas_web.explore.regional import listing
from clusteratlas_web.explore.regional.answers import try_answers
from clusteratlas_web.explore.regional.computation import make_computation
from clusteratlas_web.explore.regional.conditions import condition_lines
from clusteratlas_web.explore.regional.headlines import headline_tiles
from clusteratlas_web.explore.regional.reading import RegionalCluster
from clusteratlas_web.explore.regional.strip import NARROW, WIDE, inline_strip
from clusteratlas_web.explore.regional.verdict import make_verdict
from clusteratlas_web.explore.wording import wording
from clusteratlas_web.foundation.page import Link

CHART = "standing"
IN_A_ROW = 4  # headlines


def regional_contents(request: HttpRequest, subject: RegionalCluster) -> dict[str, Any]:
    """The context of explore/regional.html."""
    region, cluster, year = subject.region["region"], subject.cluster["cluster"], subject.year
    to, edition, tiles = subject.to, subject.edition, headline_tiles(subject)
    return {
        "frame": frame(edition, "regions"),
        "subject": subject,
        "crumbs": [Link(subject.place, to.region(region, year)), Link(subject.names.cluster(cluster), "")],
        "verdict": make_verdict(subject),
        "tiles": tiles,
        "tiles_of": f"{min(len(tiles), IN_A_ROW)} plain",
        "years": year_links(request, edition, to.regional(region, cluster), year),
        "rule_book": _rule_book(subject),
        "cluster_address": to.cluster(cluster, subject.region["level"], year),
        "conditions": condition_lines(subject),
        "drawings": _drawings(subject),
        "subclusters": listing.subclusters(subject),
        "industries": listing.industries(subject),
        "around": listing.around_the_line(subject),
        "answers": try_answers(subject),
        "money": [measure_label(name) for name in money_measures(edition)],
        "money_per_job": [per_head_label(name) for name in money_measures(edition)],
        "words": wording(edition.manifest),
        "classification": f"{edition.manifest.classification} {edition.manifest.vintage(year)}",
        "sure": f"{to.region(region, year)}#{ANCHOR}",
        "near_misses": listing.other_near_misses(subject),
        "computation": make_computation(subject),
        "small": subject.explanation is not None and subject.explanation.ranked < SMALL_RANKED_SET,
        "tools": _tools(subject),
        "methods": f"{to.page('edition')}#methods",
        "source": edition.manifest.inputs[0],
    }


def _rule_book(subject: RegionalCluster) -> str:
    """The title of the rule book, where it ranks the cluster."""
    if subject.explanation is None:
        return ""
    titles = load_rule_book(subject.edition.manifest.rules[0]).title
    return titles.get(subject.names.language, titles["en"])


def _drawings(subject: RegionalCluster) -> dict[str, SafeString]:
    """The strip, wide and narrow; none where no region has the cluster."""
    return {"wide": inline_strip(subject, WIDE), "narrow": inline_strip(subject, NARROW)} if subject.ranked else {}


def _tools(subject: RegionalCluster) -> dict[str, tuple[Link, ...]]:
    """What can be taken away, by section."""
    to, year = subject.to, subject.year
    codes = {"region": subject.region["region"], "cluster": subject.cluster["cluster"]}
    chart = to.page("regional-chart", **codes, chart=CHART, format="svg").removesuffix(".svg")
    industries, subclusters = (
        to.page("regional-table", **codes, table=table, format="csv").removesuffix(".csv")
        for table in ("industries", "subclusters")
    )
    return {
        "industries": table_tools(industries, "#computed", year=year),
        "subclusters": table_tools(subclusters, "#computed", year=year),
        "strip": chart_tools(chart, "#computed", year=year),
        "conditions": (Link(gettext("How it is computed"), "#computed"),),
    }
