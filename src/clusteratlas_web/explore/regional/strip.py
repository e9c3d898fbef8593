"""The dot strip of a cluster in a region: drawn into the page, wide and narrow, and drawn to take away."""

from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from clusteratlas.charts import PAGE, PRINT, Drawing, Standing, dot_strip, specification, to_svg
from clusteratlas_web.explore.kept import Kept
from clusteratlas_web.explore.regional.reading import RegionalCluster
from clusteratlas_web.foundation.numbers import count, location_quotient, signed_difference

WIDE, NARROW = (832, 250), (328, 230)
_TAKEN = (832, 250)
_drawn = Kept(256)


def inline_strip(subject: RegionalCluster, size: tuple[int, int]) -> SafeString:
    """The strip as SVG in the page's own colours, kept once it has been drawn."""
    here = (subject.edition.folder, subject.region["region"], subject.cluster["cluster"], subject.year)
    key = (*here, subject.names.language, size)
    drawing = Drawing(*size, PAGE, subject.names.language, _words(subject, size))
    return SafeString(_drawn.get(key, lambda: to_svg(_specified(subject, drawing))))


def taken_strip(subject: RegionalCluster) -> dict[str, Any]:
    """The specification of the strip to take away, with its title and where it comes from."""
    edition = subject.edition.manifest
    facts = {"cluster": subject.name, "region": subject.place, "year": subject.year, "edition": edition.identity}
    title = gettext("%(cluster)s: where %(region)s stands, %(year)s") % facts
    source = edition.inputs[0]
    note = gettext("Cluster Atlas, edition %(edition)s. Figures: %(producer)s, %(title)s.") % (facts | source)
    drawing = Drawing(*_TAKEN, PRINT, subject.names.language, _words(subject, _TAKEN), title, note)
    return _specified(subject, drawing)


def _specified(subject: RegionalCluster, drawing: Drawing) -> dict[str, Any]:
    rows = [
        {
            "region": row["region"],
            "region_name": subject.names.region(row["region"]),
            "location_quotient": row["location_quotient"],
        }
        for row in subject.ranked
    ]
    return specification(dot_strip(rows, Standing(subject.region["region"], subject.threshold), drawing), drawing)


def _words(subject: RegionalCluster, size: tuple[int, int]) -> dict[str, str]:
    """The words on the strip, in the language that is spoken."""
    threshold = subject.threshold
    line = (gettext("P75 %(value)s") if size == NARROW else gettext("75th percentile %(value)s")) % {
        "value": "" if threshold is None else location_quotient(threshold)
    }
    return {
        "line": "" if threshold is None else line,
        "here": _here(subject),
        "gap": _gap(subject),
        "nation": gettext("nation 1.00"),
        "axis": gettext("Location quotient, log scale")
        if size == NARROW
        else gettext("Location quotient, log scale; one dot is one region"),
    }


def _here(subject: RegionalCluster) -> str:
    quotient = subject.now["location_quotient"] if subject.now else 0.0
    return f"{subject.place} {location_quotient(quotient)}"


def _gap(subject: RegionalCluster) -> str:
    """The way to the line, in location quotient and in jobs; nothing for those that have reached it."""
    explanation = subject.explanation
    quotient = subject.now["location_quotient"] if subject.now else 0.0
    if explanation is None or not quotient or quotient >= subject.line:
        return ""
    distance = signed_difference(subject.line - quotient)
    if not explanation.held.jobs:
        return distance
    return gettext("%(distance)s = %(jobs)s jobs") % {"distance": distance, "jobs": count(explanation.held.jobs)}
