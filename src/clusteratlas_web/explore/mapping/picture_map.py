"""The map itself in a drawing that stands alone: ground, regions in their colours, lines, marks and names."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from xml.sax.saxutils import escape

from clusteratlas.charts import PRINT
from clusteratlas.geometry import read_package
from clusteratlas.geometry.paths import line_path, shape_path
from clusteratlas_web.explore.mapping.panels import Panel
from clusteratlas_web.explore.mapping.pieces import COLOURS, GROUND, HIGHEST, Piece, patterns
from clusteratlas_web.explore.mapping.region_map import RegionMap
from clusteratlas_web.explore.mapping.shapes import Shape


def map_piece(panel: Panel, folder: Path, width: float) -> Piece:
    """The map itself, as large as the width and the greatest height allow."""
    drawn = panel.map
    assert drawn is not None  # noqa: S101 - asked for only where there is one
    left, top, across, down = (int(number) for number in drawn.view_box.split())
    scale = min(width / across, HIGHEST / down)
    paths = outlines(folder, panel.figures.level)
    return Piece(
        f'<svg viewBox="{left} {top} {across} {down}" width="{across * scale:g}" height="{down * scale:g}" '
        f'stroke-linejoin="round"><defs>{patterns("-map", 1 / scale)}</defs>'
        f"{''.join(_map_parts(drawn, paths, 1 / scale))}</svg>",
        down * scale,
    )


@lru_cache(maxsize=16)
def outlines(folder: Path, level: str) -> dict[str, str]:
    """The path of every region of a level, of the country behind them and of the lines over them, by code."""
    package = read_package(folder / "boundaries")
    names = [level, *(name for name in package.layers if name == "country" or name in package.line_layers)]
    features = (feature for name in dict.fromkeys(names) for feature in package.layer(name).features)
    return {each.code: line_path(each.lines) if each.lines else shape_path(each.shape) for each in features}


def _map_parts(drawn: RegionMap, paths: dict[str, str], unit: float) -> Iterator[str]:
    """The ground, the regions, the lines, the marks and the names; `unit` is a pixel."""
    if drawn.country in paths:
        yield f'<path d="{paths[drawn.country]}" fill="#fbfbf9" stroke="#b9b8ae" stroke-width="{0.8 * unit:g}"/>'
    yield from (_region(shape, paths, unit) for shape in drawn.shapes if shape.region in paths)
    for line in drawn.lines:
        yield f'<path d="{paths[line]}" fill="none" stroke="#a7a69c" stroke-width="{0.6 * unit:g}"/>'
    if drawn.dots:
        yield _dots(drawn.dots, "#ffffff", 5 * unit) + _dots(drawn.dots, PRINT.ink, 2.6 * unit)
    for each in sorted(drawn.bubbles, key=lambda one: -one.radius):
        yield (
            f'<circle cx="{each.x:g}" cy="{each.y:g}" r="{each.radius:g}" fill="{COLOURS[each.colour]}" '
            f'fill-opacity=".88" stroke="{PRINT.ink}" stroke-opacity=".75" stroke-width="{0.9 * unit:g}"/>'
        )
    if drawn.selected:
        yield f'<path d="{paths[drawn.selected]}" fill="none" stroke="{PRINT.accent}" stroke-width="{2.2 * unit:g}"/>'
    yield from _names(drawn, unit)


def _region(shape: Shape, paths: dict[str, str], unit: float) -> str:
    border = "#bcc4ca" if shape.colour in GROUND else "#ffffff"
    data = f'd="{paths[shape.region]}"'
    area = f'<path {data} fill="{COLOURS[shape.colour]}" stroke="{border}" stroke-width="{0.5 * unit:g}"/>'
    title = f"<title>{escape(shape.label)}</title>"
    over = f'<path {data} fill="url(#m-{shape.pattern}-map)"/>' if shape.pattern else ""
    return f"<g>{title}{area}{over}</g>"


def _dots(data: str, colour: str, width: float) -> str:
    return f'<path d="{data}" fill="none" stroke="{colour}" stroke-width="{width:g}" stroke-linecap="round"/>'


def _names(drawn: RegionMap, unit: float) -> Iterator[str]:
    for each in drawn.labels:
        place, words = each.place, f"{each.name} {each.figure}"
        yield (
            f'<path d="M{place.from_x:g} {place.from_y:g}L{place.x:g} {place.y:g}" stroke="{PRINT.ink_2}" '
            f'stroke-width="{0.8 * unit:g}"/><text x="{place.x:g}" y="{place.y + place.drop:g}" '
            f'font-size="{11 * unit:g}" text-anchor="{place.anchor}" fill="{PRINT.ink}" stroke="#ffffff" '
            f'stroke-width="{3 * unit:g}" paint-order="stroke">{escape(words)}</text>'
        )
