"""The network of all related clusters of the country with one in focus, as its page shows it and as a file."""

from typing import Any

from django.http import HttpResponse
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from clusteratlas.charts import PAGE, PRINT, Drawing, related_network, specification, to_page_svg
from clusteratlas.editions.edition import Row
from clusteratlas.editions.queries import clusters, related
from clusteratlas_web.explore.cluster_page.subject import ClusterSubject
from clusteratlas_web.explore.kept import Kept
from clusteratlas_web.explore.pictures import Pictures, Size, chart_words, require_picture, specification_answer

CHART = "related"
WIDE, NARROW = (624, 470), (328, 380)
_drawn: Kept[str] = Kept(256)  # drawings a process keeps, about 60 kB each


def network_pictures(subject: ClusterSubject) -> Pictures | None:
    """The two drawings for the page; None where the network has no place for the cluster."""
    if not _is_placed(subject):
        return None
    # Every text in a drawing was escaped by the drawing engine.
    return Pictures(*(SafeString(_page_svg(subject, size)) for size in (WIDE, NARROW)))


def network_answer(subject: ClusterSubject, chart: str, format: str) -> HttpResponse:  # noqa: A002 - the word people use
    """The drawing as a file; raises UnknownChoice for another chart or format, and where there is none to draw."""
    require_picture(chart, charts_of(subject), format)
    stem = f"{subject.edition.manifest.identity}-{subject.code}-{CHART}-{subject.year}"
    return specification_answer(taken_network(subject), format, stem)


def charts_of(subject: ClusterSubject) -> list[str]:
    """The charts that the page has; none where the network has no place for the cluster."""
    return [CHART] if _is_placed(subject) else []


def taken_network(subject: ClusterSubject) -> dict[str, Any]:
    """The specification of the drawing to take away, with its title and its source."""
    title = gettext("%(cluster)s and the clusters related to it, %(year)s") % {
        "cluster": subject.name,
        "year": subject.year,
    }
    reading = gettext("Circle area is jobs. Clusters near to each other are more related; directions mean nothing.")
    drawing = Drawing(*WIDE, PRINT, subject.names.language, _words(), title, f"{reading}\n{_source(subject)}")
    return _specified(subject, drawing)


def _source(subject: ClusterSubject) -> str:
    origin = subject.edition.manifest.inputs[0]
    return gettext("Cluster Atlas, edition %(edition)s. Figures: %(producer)s, %(title)s.") % {
        "edition": subject.edition.manifest.identity,
        "producer": origin["producer"],
        "title": origin["title"],
    }


def _is_placed(subject: ClusterSubject) -> bool:
    return any(place["cluster"] == subject.code for place in related.network(subject.edition)[0])


def _page_svg(subject: ClusterSubject, size: Size) -> str:
    language = subject.names.language
    key = (subject.edition.folder, subject.code, subject.year, language, size)
    return _drawn.get(key, lambda: to_page_svg(_specified(subject, Drawing(*size, PAGE, language, _words()))))


def _specified(subject: ClusterSubject, drawing: Drawing) -> dict[str, Any]:
    places, links = related.network(subject.edition)
    here = {row["cluster"]: row for row in clusters.listed(subject.edition, subject.level, subject.year)}
    rows = [_named(subject, place, here[place["cluster"]], linked=not drawing.title) for place in places]
    return specification(related_network(rows, links, drawing, focus=subject.code), drawing)


def _named(subject: ClusterSubject, place: Row, national: Row, *, linked: bool) -> Row:
    code = place["cluster"]
    return place | {
        "employment": national["employment"],
        "employment_growth": national["employment_growth"],
        "cluster_name": subject.names.cluster(code),
        "label": subject.names.short_cluster(code),
        "href": subject.to.cluster(code, year=subject.year) if linked else None,
    }


def _words() -> dict[str, str]:
    return chart_words() | {
        "this_cluster": gettext("this cluster"),
        "related_cluster": gettext("related to it"),
    }
