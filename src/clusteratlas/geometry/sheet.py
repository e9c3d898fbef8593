"""A sheet: one SVG file of named paths that a page draws from by reference, `boundaries.svg#us-metro-48620`."""

from collections.abc import Iterable, Iterator, Sequence
from xml.sax.saxutils import escape, quoteattr

from clusteratlas.geometry.geojson import PlaneFeature
from clusteratlas.geometry.packages import BoundaryPackage
from clusteratlas.geometry.paths import line_path, shape_path

BACKDROP = "country"


def sheet(package: BoundaryPackage, levels: Sequence[str]) -> str:
    """The paths of these levels, and of the country and the lines if the package has them; ids are codes."""
    backdrop = (layer for layer in package.layers if layer == BACKDROP or layer in package.line_layers)
    names = [*levels, *(layer for layer in backdrop if layer not in levels)]
    paths = "\n".join(_paths(feature for name in names for feature in package.layer(name).features))
    box = " ".join(str(number) for number in package.description.view_box)
    notice = escape(package.description.notice)
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{box}">\n<desc>{notice}</desc>'
    return f"{head}\n<defs>\n{paths}\n</defs>\n</svg>\n"


# A stroke keeps its width however far a map is enlarged; the property is not inherited, so each path says it.
def _paths(features: Iterable[PlaneFeature]) -> Iterator[str]:
    for feature in features:
        data = line_path(feature.lines) if feature.lines else shape_path(feature.shape)
        yield f'<path id={quoteattr(feature.code)} vector-effect="non-scaling-stroke" d="{data}"/>'
