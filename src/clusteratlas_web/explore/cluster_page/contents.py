"""All that the page of a cluster shows, as its template takes it."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.utils.translation import gettext

from clusteratlas.editions.queries import clusters
from clusteratlas_web.explore.addresses import with_query
from clusteratlas_web.explore.briefs.contents import brief_link
from clusteratlas_web.explore.cluster_page import parts
from clusteratlas_web.explore.cluster_page.concentration import read_concentration
from clusteratlas_web.explore.cluster_page.life_cycle import read_stages
from clusteratlas_web.explore.cluster_page.ranking import rank_regions
from clusteratlas_web.explore.cluster_page.related import read_related
from clusteratlas_web.explore.cluster_page.rule_counts import count_by_rules
from clusteratlas_web.explore.cluster_page.subject import ClusterSubject
from clusteratlas_web.explore.cluster_page.tiles import cluster_tiles
from clusteratlas_web.explore.cluster_page.tools import section_tools
from clusteratlas_web.explore.crossed import read_crossed
from clusteratlas_web.explore.figure import measure_lead, tip_labels
from clusteratlas_web.explore.framing import frame
from clusteratlas_web.explore.levels import level_links, year_links
from clusteratlas_web.explore.mapping.cluster_map import Subject, lay_map
from clusteratlas_web.explore.mapping.shapes import counted_reasons
from clusteratlas_web.explore.opportunities.cluster_regions import cluster_opportunities
from clusteratlas_web.explore.scales import SCALES
from clusteratlas_web.explore.wording import LOCAL, classification_name, kind_name, wording
from clusteratlas_web.foundation.page import Link

_MEASURE = "location_quotient"  # what the map of the page shows


def cluster_contents(request: HttpRequest, subject: ClusterSubject) -> dict[str, Any]:
    """The context of explore/cluster.html."""
    edition, words = subject.edition, wording(subject.edition.manifest)
    return {
        "frame": frame(edition, "clusters"),
        "subject": subject,
        "kind": kind_name(subject.kind),
        "compare": with_query(subject.to.page("compare"), pick=subject.code),
        "words": words,
        "crumbs": [Link(gettext("Clusters"), subject.to.page("clusters")), Link(subject.name, "")],
        "tiles": cluster_tiles(subject),
        "levels": level_links(request, edition, subject.address, subject.level),
        "years": year_links(request, edition, subject.address, subject.year),
        "kept": [(name, value) for name, value in request.GET.items() if name not in ("rules", "page")],
        "regions": subject.regions,
        "ranking": rank_regions(request, subject, words),
        "level": subject.names.level(subject.level),
        "classification": classification_name(edition.manifest, subject.year),
        "reference": subject.names.reference,
        "tools": section_tools(subject),
        "brief": _brief(subject),
        "organisations": _organisations(edition.manifest.atlas, subject.code),
        **_map(request, subject),
        **_findings(subject),
    }


def _brief(subject: ClusterSubject) -> str:
    """The address of its brief, at the same level, in the same year and by the same rule book."""
    if not subject.regions.with_jobs:
        return ""
    manifest = subject.edition.manifest
    year = subject.year if subject.year != manifest.latest_year else None
    level = subject.level if subject.level != manifest.levels[0] else None
    return brief_link(subject.edition, "cluster", subject.code, year=year, level=level, rules=subject.rules.query)


def _organisations(atlas: str, cluster: str) -> dict[str, str]:
    """What its section of organisations asks for, and the directory that it leads to."""
    return {
        "here": urlencode({"atlas": atlas, "cluster": cluster}),
        "all": urlencode({"cluster": f"{atlas}/{cluster}"}),
    }


def _map(request: HttpRequest, subject: ClusterSubject) -> dict[str, Any]:
    edition, level = subject.edition, subject.names.level(subject.level)
    reasons = clusters.without_jobs(edition, subject.code, subject.level, subject.year)
    shown = Subject(subject.regions, SCALES[_MEASURE], request.GET.get("region", ""), reasons, tip_labels(_MEASURE))
    return {
        "map": lay_map(edition, shown, subject.to, subject.names),
        "map_lead": measure_lead(_MEASURE, edition.manifest, subject.kind, level, subject.year),
        "without_jobs": counted_reasons(reasons),
    }


def _findings(subject: ClusterSubject) -> dict[str, Any]:
    place, ranked = subject.regions.place, subject.kind != LOCAL
    return {
        "opportunities": cluster_opportunities(subject.edition, subject.code, place) if ranked else None,
        "crossed": read_crossed(subject.edition, subject.regions, subject.to, subject.names, ""),
        "books": count_by_rules(subject),
        "stages": read_stages(subject),
        "related": read_related(subject),
        "concentration": read_concentration(subject),
        "subclusters": parts.subclusters(subject),
        "industries": parts.industries(subject),
    }
