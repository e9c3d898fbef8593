"""The dot strip of a cluster in a region: drawn into the page, wide and narrow, and drawn to take away."""

from functools import cache
from math import isinf
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from clusteratlas.charts import PAGE, PRINT, Drawing, Standing, dot_strip, specification, strip_data, to_page_svg
from clusteratlas.editions.edition import Row
from clusteratlas.editions.queries.judged import ends_of
from clusteratlas_web.explore.kept import Kept
from clusteratlas_web.explore.regional.subject import RegionalCluster
from clusteratlas_web.foundation.numbers import count, location_quotient, signed_difference

WIDE, NARROW = (832, 250), (328, 230)
_TAKEN = (832, 250)
_drawn: Kept[str] = Kept(256)


def inline_strip(subject: RegionalCluster, size: tuple[int, int]) -> SafeString:
    """The strip as SVG in the page's own colours, kept once it has been drawn."""
    here = (subject.edition.folder, subject.region["region"], subject.cluster["cluster"], subject.year)
    key = (*here, subject.book.name, subject.names.language, size)
    drawing = Drawing(*size, PAGE, subject.names.language, _words(subject, size))
    # Every text in a drawing was escaped by the drawing engine.
    return SafeString(_drawn.get(key, lambda: _draw(subject, drawing)))


def taken_strip(subject: RegionalCluster) -> dict[str, Any]:
    """The specification of the strip to take away, with its title and where it comes from."""
    edition = subject.edition.manifest
    facts = {"cluster": subject.name, "region": subject.place, "year": subject.year, "edition": edition.identity}
    title = gettext("%(cluster)s: where %(region)s stands, %(year)s") % facts
    source = edition.inputs[0]
    note = gettext("Cluster Atlas, edition %(edition)s. Figures: %(producer)s, %(title)s.") % (facts | source)
    drawing = Drawing(*_TAKEN, PRINT, subject.names.language, _words(subject, _TAKEN), title, note)
    return specification(dot_strip(_rows(subject), _standing(subject), drawing), drawing)


def _draw(subject: RegionalCluster, drawing: Drawing) -> str:
    data = strip_data(_rows(subject), _standing(subject), drawing)
    return to_page_svg(_without_data(drawing.width, drawing.height, drawing.language) | {"datasets": data})


@cache
def _without_data(width: int, height: int, language: str) -> dict[str, Any]:
    """The specification of an empty strip: only their data tells strips apart, and Altair takes long to check one."""
    drawing = Drawing(width, height, PAGE, language)
    return specification(dot_strip([], Standing(""), drawing), drawing)


def _standing(subject: RegionalCluster) -> Standing:
    ends = ends_of(subject.now, subject.line.column) if subject.now else None
    low, high = ends or (None, None)
    return Standing(subject.region["region"], subject.line.drawn, low, None if high is None or isinf(high) else high)


def _rows(subject: RegionalCluster) -> list[Row]:
    """The dots; the drawing calls whatever quotient the rule book compares its location quotient."""
    names = subject.names
    return [
        {
            "region": row["region"],
            "region_name": names.region(row["region"]),
            "location_quotient": subject.quotient_of(row),
        }
        for row in subject.ranked
    ]


def _words(subject: RegionalCluster, size: tuple[int, int]) -> dict[str, str]:
    """The words on the strip, in the language that is spoken."""
    return {
        "line": _line(subject, size),
        "here": _here(subject),
        "gap": _gap(subject),
        "nation": gettext("nation 1.00"),
        "axis": _axis(subject, size),
    }


def _axis(subject: RegionalCluster, size: tuple[int, int]) -> str:
    if subject.is_over_all:
        if size == NARROW:
            return gettext("Location quotient over all jobs, log scale")
        return gettext("Location quotient over all jobs, log scale; one dot is one region")
    if size == NARROW:
        return gettext("Location quotient, log scale")
    return gettext("Location quotient, log scale; one dot is one region")


def _line(subject: RegionalCluster, size: tuple[int, int]) -> str:
    """What the dashed line is: the percentile, or the fixed number that is asked; nothing where none is."""
    line = subject.line
    if line.drawn is None:
        return ""
    if line.percentile is None:
        return gettext("line %(value)s") % {"value": location_quotient(line.drawn)}
    written = gettext("P%(place)s %(value)s") if size == NARROW else gettext("%(place)sth percentile %(value)s")
    return written % {"place": f"{line.percentile:g}", "value": location_quotient(line.drawn)}


def _here(subject: RegionalCluster) -> str:
    return f"{subject.place} {location_quotient(subject.quotient or 0.0)}"


def _gap(subject: RegionalCluster) -> str:
    """The way to the line, in location quotient and in jobs; nothing for those that have reached it."""
    quotient, line = subject.quotient, subject.line
    if not line.is_asked or not quotient or line.is_reached_by(quotient):
        return ""
    distance = signed_difference(line.value - quotient)
    if not line.held:
        return distance
    return gettext("%(distance)s = %(jobs)s jobs") % {"distance": distance, "jobs": count(line.held)}
